<#ftl output_format="plainText">
# Rendered by Headgate from ${file}; edit that, not this.
# For /etc/rsyslog.d on app server ${server.host}: sends stream ${server.stream} to the first agent that answers.
# Syslog has no answers: what is on the way when an agent ends is lost. Set a filter before it, or all is sent.
<#list server.delivery.targets as target>
action(type="omfwd" target="${target.address}" port="${target.port}" protocol="tcp"<#if topology.ground.tls??> StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="x509/name"</#if><#if target?index gt 0> action.execOnlyWhenPreviousIsSuspended="on"</#if><#if target?is_last> action.resumeRetryCount="-1" queue.type="LinkedList" queue.filename="headgate-${server.stream}" queue.saveOnShutdown="on"</#if>)
</#list>
