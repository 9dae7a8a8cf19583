<#ftl output_format="properties">
${key}.interceptors = hop
${key}.interceptors.hop.type = remove_header
${key}.interceptors.hop.withName = headgate.feeder
