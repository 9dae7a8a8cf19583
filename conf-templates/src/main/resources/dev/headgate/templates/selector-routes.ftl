<#ftl output_format="properties">
${key}.selector.type = dev.headgate.interceptor.route.RouteSelector
<#list agent.selector.ways as way>
${key}.selector.route.${way?counter}.streams = ${way.streams?join(",")}
<#if way.header?has_content>
${key}.selector.route.${way?counter}.header = ${way.header}
${key}.selector.route.${way?counter}.values = ${way.values?join(",")}
</#if>
${key}.selector.route.${way?counter}.channels = ${way.channels?join(",")}
</#list>
