<#ftl output_format="plainText">
# Rendered by Headgate from ${file}; edit that, not this.
# Read by flume-ng before it starts the JVM of agent ${agent.name}. Without it the heap would be 20 MB.

<#if secrets?has_content>
if [ -r "${topology.ground.secrets.value}" ]; then
  set -a
  . "${topology.ground.secrets.value}"
  set +a
fi
<#list secrets as secret>
: "${r"${"}${secret}:?is not set; add it to ${topology.ground.secrets.value}}"
</#list>

</#if>
export JAVA_OPTS="-Xmx${agent.jvm.heapMegabytes()}m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=${agent.metrics().address} -Dflume.monitoring.port=${agent.metrics().port}<#list topology.tier(agent.tier).runAs.jvmOptions as option> ${option.value}</#list>"
