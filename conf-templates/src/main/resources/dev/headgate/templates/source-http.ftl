<#ftl output_format="properties">
${key}.type = http
${key}.bind = ${source.endpoint.address}
${key}.port = ${source.endpoint.port}
<#if topology.ground.tls??>
<#include "source-tls.ftl">
</#if>
