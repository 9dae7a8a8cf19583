<#ftl output_format="properties">
${key}.type = dev.headgate.sink.kafka.KafkaSink
${key}.brokers = ${sink.store.brokers.value}
${key}.topic = ${sink.store.topic.value}
${key}.batch-events = ${sink.batch}
${key}.dead-letters = ${agent.folder()}/dead-letters
