<#ftl output_format="properties">
${key}.type = file
${key}.checkpointDir = ${channel.folder}/checkpoint
${key}.dataDirs = ${channel.folder}/data
${key}.capacity = ${channel.size.capacity}
${key}.transactionCapacity = ${channel.size.transactionCapacity}
${key}.maxFileSize = ${channel.size.maxFileSize}
${key}.minimumRequiredSpace = ${channel.size.minimumRequiredSpace()}
