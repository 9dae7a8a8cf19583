<#ftl output_format="properties">
${key}.type = dev.headgate.source.lane.LaneSource
${key}.bind = ${source.endpoint.address}
${key}.port = ${source.endpoint.port}
<#if topology.ground.tls??>
${key}.tls = true
${key}.tls.key-store = ${topology.ground.tls.keystore.value}
${key}.tls.key-store-password = ${topology.ground.tls.keystorePassword.value}
${key}.tls.trust-store = ${topology.ground.tls.truststore.value}
${key}.tls.trust-store-password = ${topology.ground.tls.truststorePassword.value}
</#if>
