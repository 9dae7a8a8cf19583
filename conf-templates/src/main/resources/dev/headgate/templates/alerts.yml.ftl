<#ftl output_format="plainText">
<#macro rule name expr minutes severity summary description lane="">
      - alert: ${name}
        expr: ${expr}
        for: ${minutes}m
        labels:
          severity: ${severity}
<#if lane?has_content>
          lane: ${lane}
</#if>
        annotations:
          summary: "${summary}"
          description: "${description}"
</#macro>
<#assign own = 'topology="' + topology + '"'>
<#assign agent = r"{{ $labels.agent }}">
<#assign part = r"{{ $labels.name }}">
# Rendered by Headgate from ${file}; edit that, not this.
# For rule_files of prometheus.yml. The targets stand in targets.json beside it, for file_sd_configs.
groups:
  - name: headgate-${topology}
    rules:
<@rule "HeadgateAgentDown" 'up{${own}} == 0' 2 "critical" "Agent ${agent} does not answer."
    "Its senders use their fall-backs; what is in its channels waits. Look at the unit's journal and start it again." />
<@rule "HeadgateChannelFilling" 'flume_channel_fill_percentage{${own}} > 80' 5 "critical" "Channel ${part} of agent ${agent} is over 80 % full."
    "When it is full, its senders are refused. Look at the sinks behind it, and at the store." />
<@rule "HeadgateLaneStuck" 'flume_channel_size{${own}} > 0 and rate(flume_channel_event_take_success_total{${own}}[10m]) == 0' 5 "critical" "Nothing leaves channel ${part} of agent ${agent}."
    "It holds events, and for ten minutes no sink took any. Look at the agent's log for the sink's error." />
<@rule "HeadgateSinkFailing" 'increase(flume_sink_event_write_fail{${own}}[10m]) > 0 or increase(flume_sink_connection_failed_total{${own}}[10m]) > 0' 10 "warning" "Sink ${part} of agent ${agent} fails."
    "It tries again and loses nothing, but its channel fills. Look at the agent's log and at what it writes to." />
<@rule "HeadgateDeadLetters" 'increase(flume_sink_rejected_total{${own}}[10m]) > 0' 0 "warning" "Sink ${part} of agent ${agent} sets events aside."
    "The store refuses them for their own sake, and the others go on. They are in the folder that the sink's dead-letters names, each with the reason." />
<@rule "HeadgatePutsRefused" 'increase(flume_source_channel_write_fail{${own}}[5m]) > 0' 5 "warning" "Source ${part} of agent ${agent} is refused by its channel."
    "The channel is full, or its disk is. Senders try again, here or elsewhere." />
<#if hasJournal>
<@rule "HeadgateQuarantined" 'flume_channel_quarantined_total{${own}} > 0' 0 "critical" "Journal ${part} of agent ${agent} set damaged records aside."
    "They are in the journal's quarantine folder. Check the disk; 'headgate journal inspect' shows what was damaged." />
</#if>
<#list channels as channel>
<#assign lane = own + ',tier="' + channel.tier + '",name="' + channel.name + '"'>
<@rule "HeadgateEventsOld" 'flume_channel_oldest_event_age_seconds{${lane}} > ${channel.ageSeconds}' 5 "warning" "Events wait in channel ${part} of agent ${agent} for more than ${channel.ageSeconds} s."
    "Its tier holds for ${channel.holdSeconds} s. Mend what is behind it before that." channel.tier + "/" + channel.name />
<@rule "HeadgateJournalFilling" 'flume_channel_depth_bytes{${lane}} > ${channel.fillingBytes}' 5 "critical" "Journal ${part} of agent ${agent} has used 80 % of its bytes."
    "When it is full, its senders are refused. Look at the sinks behind it, and whether events have grown." channel.tier + "/" + channel.name />
</#list>
