<#ftl output_format="properties">
${key}.type = dev.headgate.sink.lane.LaneSink
${key}.targets = <#list sink.targets as target>${target.endpoint}<#sep>,</#list>
${key}.batch-events = ${sink.batch}
<#if topology.ground.tls??>
${key}.tls = true
${key}.tls.trust-store = ${topology.ground.tls.truststore.value}
${key}.tls.trust-store-password = ${topology.ground.tls.truststorePassword.value}
${key}.tls.key-store = ${topology.ground.tls.keystore.value}
${key}.tls.key-store-password = ${topology.ground.tls.keystorePassword.value}
</#if>
