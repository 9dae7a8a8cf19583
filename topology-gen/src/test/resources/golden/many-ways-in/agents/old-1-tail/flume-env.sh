# Rendered by Headgate from many-ways-in.yaml; edit that, not this.
# Read by flume-ng before it starts the JVM of agent old-1-tail. Without it the heap would be 20 MB.

export JAVA_OPTS="-Xmx256m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=old-1.example.com -Dflume.monitoring.port=41414"
