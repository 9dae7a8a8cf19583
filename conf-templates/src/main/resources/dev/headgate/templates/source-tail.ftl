<#ftl output_format="properties">
${key}.type = dev.headgate.source.tail.TailSource
${key}.files = <#list source.files as path>${path}<#sep>,</#list>
${key}.position-file = ${source.positionFile}
${key}.host = ${agent.host}
${key}.batch-events = ${source.batch}
