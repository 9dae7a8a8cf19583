<#ftl output_format="properties">
${key}.interceptors = identity
${key}.interceptors.identity.type = dev.headgate.interceptor.identity.IdentityInterceptor$Builder
${key}.interceptors.identity.agent = ${agent.name}
${key}.interceptors.identity.stream = ${source.stream()}
${key}.interceptors.identity.trusted = ${source.isTrusted()?c}
