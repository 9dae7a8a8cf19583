<#ftl output_format="properties">
# Rendered by Headgate from ${file}; edit that, not this.
# For Flume's RpcClientFactory.getInstance(Properties) on app server ${server.host}, stream ${server.stream}.

client.type = default_failover
hosts = <#list server.delivery.targets as target>h${target?counter}<#sep> </#list>
<#list server.delivery.targets as target>
hosts.h${target?counter} = ${target}
</#list>
batch-size = ${server.delivery.batch}
