<#ftl output_format="properties">
<#assign topic = topology.agentPrefix() + topology.name.value + "-" + agent.tier + "-" + channel.name>
${key}.type = org.apache.flume.channel.kafka.KafkaChannel
${key}.kafka.bootstrap.servers = ${topology.tier(agent.tier).channelBrokers.value}
${key}.kafka.topic = ${topic}
${key}.kafka.consumer.group.id = ${topic}
${key}.migrateZookeeperOffsets = false
