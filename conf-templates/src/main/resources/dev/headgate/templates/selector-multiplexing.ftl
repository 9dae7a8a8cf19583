<#ftl output_format="properties">
${key}.selector.type = multiplexing
${key}.selector.header = stream
<#list agent.selector.channels as stream, channels>
${key}.selector.mapping.${stream} = ${channels?join(" ")}
</#list>
${key}.selector.default = <#list agent.channels as channel>${channel.name}<#sep> </#list>
