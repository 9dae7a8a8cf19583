package dev.headgate.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of an agent of stock components: an Avro source, a file channel and a sink that writes into a folder. */
public final class StockAgent {
    private static final String CONF = """
            %1$s.sources = in
            %1$s.channels = buffer
            %1$s.sinks = out
            %1$s.sources.in.type = avro
            %1$s.sources.in.bind = 127.0.0.1
            %1$s.sources.in.port = %2$d
            %1$s.sources.in.channels = buffer
            %1$s.channels.buffer.type = file
            %1$s.channels.buffer.checkpointDir = %3$s/checkpoint
            %1$s.channels.buffer.dataDirs = %3$s/data
            %1$s.channels.buffer.capacity = 10000
            %1$s.sinks.out.type = file_roll
            %1$s.sinks.out.channel = buffer
            %1$s.sinks.out.sink.directory = %3$s/landed
            %1$s.sinks.out.sink.rollInterval = 0
            %1$s.sinks.out.sink.serializer = header_and_text
            """;
    private static final String LOG = """
            <Configuration>
              <Appenders><Console name="console"><PatternLayout pattern="%d %p %c{1}: %m%n"/></Console></Appenders>
              <Loggers><Root level="INFO"><AppenderRef ref="console"/></Root></Loggers>
            </Configuration>
            """;

    private final String name;
    private final Path folder;
    private final int port;

    public StockAgent(String name, Path folder) throws IOException {
        this.name = name;
        this.folder = folder;
        this.port = freePort();
        Files.createDirectories(folder.resolve("landed"));
        Files.createDirectories(conf());
        Files.writeString(conf().resolve("flume.conf"), CONF.formatted(name, port, folder));
        Files.writeString(conf().resolve("flume-env.sh"), "JAVA_OPTS=-Xmx200m\n");
        Files.writeString(conf().resolve("log4j2.xml"), LOG);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public String name() {
        return name;
    }

    public int port() {
        return port;
    }

    /** Whether its source takes connections. */
    public boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    public Path conf() {
        return folder.resolve("conf");
    }

    public Path console() {
        return folder.resolve("console.log");
    }

    /** The events that landed, each with its headers in braces before its body. */
    public List<String> landed() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("landed"))) {
            for (Path file : files.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }
}
