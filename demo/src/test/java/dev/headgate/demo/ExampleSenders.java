package dev.headgate.demo;

import com.google.gson.Gson;
import dev.headgate.topology.place.AppServer;
import dev.headgate.topology.place.AppServer.Delivery;
import dev.headgate.topology.place.AppServer.TailedFiles;
import dev.headgate.topology.render.Deployment;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.flume.Event;
import org.apache.flume.EventDeliveryException;
import org.apache.flume.api.RpcClient;
import org.apache.flume.api.RpcClientConfigurationConstants;
import org.apache.flume.api.RpcClientFactory;
import org.apache.flume.event.EventBuilder;

/** The app servers of a deployment: each sends a few events, set up by nothing but the files that were rendered for it. */
final class ExampleSenders {
    private static final int EVENTS = 4;
    private static final Pattern ENDPOINT = Pattern.compile("^https?://\\S+$", Pattern.MULTILINE);
    private static final Pattern SYSLOG = Pattern.compile("target=\"([^\"]+)\" port=\"(\\d+)\"");
    private static final DateTimeFormatter SYSLOG_TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.US);

    private final Deployment deployment;
    private final String trustStorePassword;

    ExampleSenders(Deployment deployment, String trustStorePassword) {
        this.deployment = deployment;
        this.trustStorePassword = trustStorePassword;
    }

    /** An event that was acknowledged, or written where nobody acknowledges. */
    record Sent(String stream, String body, Map<String, String> headers) {}

    /** Sends all there is to send. */
    List<Sent> send() throws IOException, InterruptedException, EventDeliveryException {
        List<Sent> all = new ArrayList<>();
        for (AppServer server : deployment.appServers()) {
            List<Sent> events = events(server);
            if (server.delivery() instanceof Delivery.Rpc rpc) {
                String file = text(server, rpc.protocol().clientFile());
                switch (rpc.protocol()) {
                    case AVRO, THRIFT -> rpc(file, events);
                    case HTTP -> http(file, events);
                    case SYSLOG -> syslog(file, server.host(), events);
                }
            } else if (server.delivery() instanceof Delivery.Tail tail) {
                write(tail.files(), events);
            }
            all.addAll(events);
        }
        return all;
    }

    private static List<Sent> events(AppServer server) {
        List<Sent> events = new ArrayList<>();
        for (int number = 0; number < EVENTS; number++) {
            events.add(new Sent(
                    server.stream(),
                    server.stream() + "-" + server.host() + "-" + number,
                    Map.of("level", number % 2 == 0 ? "ERROR" : "INFO")));
        }
        return events;
    }

    private String text(AppServer server, String file) {
        return deployment.files().getOrDefault(Deployment.folder(server) + "/" + file, "");
    }

    private void rpc(String file, List<Sent> events) throws IOException, EventDeliveryException {
        Properties settings = new Properties();
        settings.load(new StringReader(file));
        if (settings.containsKey(RpcClientConfigurationConstants.CONFIG_SSL)) {
            settings.setProperty(RpcClientConfigurationConstants.CONFIG_TRUSTSTORE_PASSWORD, trustStorePassword);
        }
        List<Event> batch = events.stream()
                .map(event -> EventBuilder.withBody(event.body(), StandardCharsets.UTF_8, event.headers()))
                .toList();
        RpcClient client = RpcClientFactory.getInstance(settings);
        try {
            client.appendBatch(batch);
        } finally {
            client.close();
        }
    }

    private static void http(String file, List<Sent> events) throws IOException, InterruptedException {
        List<Map<String, Object>> posted = events.stream()
                .<Map<String, Object>>map(event -> Map.of("headers", event.headers(), "body", event.body()))
                .toList();
        HttpRequest post = HttpRequest.newBuilder(
                        URI.create(first(ENDPOINT, file).group()))
                .POST(HttpRequest.BodyPublishers.ofString(new Gson().toJson(posted)))
                .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(post, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + ": " + answer.body());
        }
    }

    private static void syslog(String file, String host, List<Sent> events) throws IOException {
        MatchResult target = first(SYSLOG, file);
        StringBuilder lines = new StringBuilder();
        events.forEach(event -> lines.append("<14>%s %s %s\n"
                .formatted(SYSLOG_TIME.format(LocalDateTime.now(ZoneId.systemDefault())), host, event.body())));
        try (Socket socket = new Socket(target.group(1), Integer.parseInt(target.group(2)))) {
            socket.getOutputStream().write(lines.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
    }

    /** One after the other into the files that are followed, so that each of them is seen to be. */
    private static void write(List<TailedFiles> files, List<Sent> events) throws IOException {
        int next = 0;
        for (Sent event : events) {
            TailedFiles followed = files.get(next++ % files.size());
            Path folder = Files.createDirectories(Path.of(followed.folder()));
            Files.writeString(
                    folder.resolve(followed.pattern().replace("*", "-1")),
                    event.body() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private static MatchResult first(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No " + pattern + " in: " + text));
    }
}
