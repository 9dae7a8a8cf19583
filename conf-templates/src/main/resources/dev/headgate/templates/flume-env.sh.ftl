<#ftl output_format="plainText">
# Rendered by Headgate from ${file}; edit that, not this.
# Read by flume-ng before it starts the JVM of agent ${agent.name}. Without it the heap would be 20 MB.

export JAVA_OPTS="-Xmx${agent.jvm.heapMegabytes()}m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=${agent.metrics().address} -Dflume.monitoring.port=${agent.metrics().port}"
