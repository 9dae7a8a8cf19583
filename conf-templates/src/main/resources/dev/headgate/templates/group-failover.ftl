<#ftl output_format="properties">
${key}.sinks = <#list agent.sinks as sink>${sink.name}<#sep> </#list>
${key}.processor.type = failover
<#list agent.sinks as sink>
${key}.processor.priority.${sink.name} = ${sink.priority}
</#list>
${key}.processor.maxpenalty = 10000
