<#ftl output_format="properties">
${key}.selector.type = replicating
