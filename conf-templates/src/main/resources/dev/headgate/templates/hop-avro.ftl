<#ftl output_format="properties">
<#list sink.targets as target>

<#assign key = name + ".sinks." + target.sink()>
${key}.channel = ${sink.channel}
${key}.type = avro
${key}.hostname = ${target.endpoint.address}
${key}.port = ${target.endpoint.port}
${key}.batch-size = ${sink.batch}
<#if topology.ground.tls??>
${key}.ssl = true
${key}.truststore = ${topology.ground.tls.truststore.value}
${key}.truststore-password = ${topology.ground.tls.truststorePassword.value}
</#if>
</#list>

<#assign key = name + ".sinkgroups.hop">
${key}.sinks = ${sink.flumeNames()?join(" ")}
${key}.processor.type = failover
<#list sink.targets as target>
${key}.processor.priority.${target.sink()} = ${10 * (sink.targets?size - target?index)}
</#list>
${key}.processor.maxpenalty = 10000
