<#ftl output_format="XML">
<?xml version="1.0" encoding="UTF-8"?>
<!-- Rendered by Headgate from ${file?replace("--", "- -")}; edit that, not this. -->
<!-- The whole log goes to a file that rolls every day and at 64 MB, ten of them; what needs a person, to the console too. -->
<Configuration status="WARN" monitorInterval="30">
  <Appenders>
    <Console name="console" target="SYSTEM_ERR">
      <PatternLayout pattern="%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p [%t] %c{1.} - %m%n"/>
      <ThresholdFilter level="WARN"/>
    </Console>
    <RollingFile name="file" fileName="${agent.jvm.logFolder}/${agent.name}.log" filePattern="${agent.jvm.logFolder}/${agent.name}.%d{yyyy-MM-dd}.%i.log.gz">
      <PatternLayout pattern="%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5p [%t] %c{1.} - %m%n"/>
      <Policies>
        <TimeBasedTriggeringPolicy/>
        <SizeBasedTriggeringPolicy size="64MB"/>
      </Policies>
      <DefaultRolloverStrategy max="10"/>
    </RollingFile>
  </Appenders>
  <Loggers>
    <!-- What Flume, Jetty and Hadoop warn of at every start, and nobody has to do anything about. -->
    <Logger name="org.apache.flume.conf.FlumeConfiguration" level="WARN">
      <RegexFilter regex=".* has no configfilters\." onMatch="DENY" onMismatch="NEUTRAL"/>
    </Logger>
    <Logger name="org.eclipse.jetty.security.SecurityHandler" level="ERROR"/>
    <Logger name="org.apache.hadoop.util.NativeCodeLoader" level="ERROR"/>
    <Logger name="org.apache.avro.ipc" level="WARN"/>
    <Logger name="org.apache.hadoop" level="WARN"/>
    <Logger name="org.apache.zookeeper" level="WARN"/>
    <Root level="INFO">
      <AppenderRef ref="file"/>
      <AppenderRef ref="console"/>
    </Root>
  </Loggers>
</Configuration>
