# Rendered by Headgate from secure.yaml; edit that, not this.
# Read by flume-ng before it starts the JVM of agent store-01. Without it the heap would be 20 MB.

if [ -r "/etc/headgate/secrets.env" ]; then
  set -a
  . "/etc/headgate/secrets.env"
  set +a
fi
: "${KAFKA_PASSWORD:?is not set; add it to /etc/headgate/secrets.env}"
: "${KEYSTORE_PASSWORD:?is not set; add it to /etc/headgate/secrets.env}"
: "${TRUSTSTORE_PASSWORD:?is not set; add it to /etc/headgate/secrets.env}"

export JAVA_OPTS="-Xmx320m -XX:+ExitOnOutOfMemoryError -Dflume.monitoring.type=dev.headgate.kit.metric.PrometheusMonitor -Dflume.monitoring.address=store-1.example.com -Dflume.monitoring.port=41415"
