<#ftl output_format="plainText">
# Rendered by Headgate from ${file}; edit that, not this.
# Where app server ${server.host} posts stream ${server.stream}, the first that answers 200: [{"headers": {}, "body": "text"}, ...],
# at most ${server.delivery.batch} events in a post. What was not answered may have been stored: posted again, it is there twice.
<#list server.delivery.targets as target>
http<#if topology.ground.tls??>s</#if>://${target}
</#list>
