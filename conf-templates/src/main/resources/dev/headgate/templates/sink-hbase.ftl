<#ftl output_format="properties">
${key}.type = dev.headgate.sink.hbase.HBaseSink
${key}.table = ${sink.store.table.value}
${key}.zookeeper = ${sink.store.zookeeper.value}
${key}.batch-events = ${sink.batch}
${key}.dead-letters = ${agent.folder()}/dead-letters
