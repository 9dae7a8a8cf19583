<#ftl output_format="properties">
# Rendered by Headgate from ${file}; edit that, not this.
# For Flume's RpcClientFactory.getInstance(Properties) on app server ${server.host}, stream ${server.stream}.

<#if server.delivery.protocol.word() == "thrift">
# Thrift's client knows one host; the others are to fall back to, by your own program.
client.type = thrift
hosts = h1
<#else>
client.type = default_failover
hosts = <#list server.delivery.targets as target>h${target?counter}<#sep> </#list>
</#if>
<#list server.delivery.targets as target>
hosts.h${target?counter} = ${target}
</#list>
batch-size = ${server.delivery.batch}
<#if topology.ground.tls??>
ssl = true
truststore = ${topology.ground.tls.truststore.value}
# The password is not for this file: give it to the process as FLUME_SSL_TRUSTSTORE_PASSWORD or javax.net.ssl.trustStorePassword.
</#if>
