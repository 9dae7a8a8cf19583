<#ftl output_format="properties">
# Rendered by Headgate from ${file}; edit that, not this.
# Agent ${agent.name} of topology ${topology.name.value}, tier ${agent.tier}, on ${agent.host}.

<#assign name = agent.name>
<#if agent.sources?has_content>
${name}.sources = <#list agent.sources as source>${source.name}<#sep> </#list>
</#if>
${name}.channels = <#list agent.channels as channel>${channel.name}<#sep> </#list>
${name}.sinks = <#list agent.sinks as sink>${sink.name}<#sep> </#list>
<#list agent.sources as source>

<#assign key = name + ".sources." + source.name>
<#include "source-" + source.kind() + ".ftl">
${key}.channels = <#list agent.channels as channel>${channel.name}<#sep> </#list>
<#if agent.channels?size gt 1 || agent.selector.kind() == "routes">
<#include "selector-" + agent.selector.kind() + ".ftl">
</#if>
<#if source.stream()??>
<#include "interceptor-identity.ftl">
</#if>
</#list>
<#list agent.channels as channel>

<#assign key = name + ".channels." + channel.name>
<#include "channel-" + channel.kind() + ".ftl">
</#list>
<#list agent.sinks as sink>

<#assign key = name + ".sinks." + sink.name>
${key}.channel = ${sink.channel}
<#include "sink-" + sink.kind() + ".ftl">
</#list>
