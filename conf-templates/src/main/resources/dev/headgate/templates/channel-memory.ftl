<#ftl output_format="properties">
${key}.type = memory
${key}.capacity = ${channel.size.capacity}
${key}.transactionCapacity = ${channel.size.transactionCapacity}
${key}.byteCapacity = ${channel.size.bytes.bytes}
${key}.byteCapacityBufferPercentage = 0
