<#ftl output_format="properties">
${key}.type = avro
${key}.hostname = ${sink.target.address}
${key}.port = ${sink.target.port}
${key}.batch-size = ${sink.batch}
