<#ftl output_format="properties">
${key}.type = dev.headgate.sink.hdfs.HdfsSink
${key}.path = ${sink.store.path.value}
${key}.writer = ${sink.writer}
${key}.roll-age = ${sink.rollAge()}
${key}.batch-events = ${sink.batch}
${key}.columns = origin,sequence
${key}.dead-letters = ${agent.folder()}/dead-letters
