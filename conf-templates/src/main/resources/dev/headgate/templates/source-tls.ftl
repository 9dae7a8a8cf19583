<#ftl output_format="properties">
${key}.ssl = true
${key}.keystore = ${topology.ground.tls.keystore.value}
${key}.keystore-password = ${topology.ground.tls.keystorePassword.value}
