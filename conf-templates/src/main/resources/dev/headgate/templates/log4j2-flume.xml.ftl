<#ftl output_format="XML">
<?xml version="1.0" encoding="UTF-8"?>
<!-- Rendered by Headgate from ${file?replace("--", "- -")}; edit that, not this. -->
<!-- For Log4j 2 with log4j-flume-ng on app server ${server.host}: take the appender over into your own log4j2.xml. -->
<!-- A log call returns when an agent has stored the event, and throws when none does; put an Async appender before it if it must not wait. -->
<Configuration status="WARN">
  <Appenders>
    <Flume name="${server.stream}" type="Avro" ignoreExceptions="false" batchSize="1" agentRetries="3" connectTimeout="20000" requestTimeout="20000">
<#list server.delivery.targets as target>
      <Agent host="${target.address}" port="${target.port}"/>
</#list>
      <PatternLayout pattern="%m" charset="UTF-8"/>
    </Flume>
  </Appenders>
  <Loggers>
    <Logger name="${server.stream}" level="INFO" additivity="false">
      <AppenderRef ref="${server.stream}"/>
    </Logger>
  </Loggers>
</Configuration>
