<#ftl output_format="properties">
${key}.type = dev.headgate.channel.journal.JournalChannel
${key}.directories = ${channel.folder}
${key}.capacity = ${channel.size.capacity}
${key}.capacity-bytes = ${channel.size.capacityBytes}
${key}.transaction-capacity = ${channel.size.transactionCapacity}
