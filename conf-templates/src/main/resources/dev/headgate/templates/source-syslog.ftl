<#ftl output_format="properties">
${key}.type = multiport_syslogtcp
${key}.host = ${source.endpoint.address}
${key}.ports = ${source.endpoint.port}
<#-- Longer lines are cut: four times the mean, and never below 64 KB. -->
<#list topology.streams as stream>
<#if stream.name.value == source.stream()>
${key}.eventSize = ${[65536, 4 * stream.eventSize.value.bytes]?max}
</#if>
</#list>
${key}.batchSize = 1000
<#if topology.ground.tls??>
<#include "source-tls.ftl">
</#if>
