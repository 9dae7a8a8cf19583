package dev.headgate.testbed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * An S3 server in a process of its own, on loopback and a free port, with one bucket.
 *
 * <p>It keeps its objects in the folder that was given, which stays. The process ends with this one, however this one
 * ends. Used by one thread.
 */
public final class S3 implements AutoCloseable {
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);
    private static final String BUCKET = "logs";
    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");

    private final Process process;
    private final URI endpoint;

    private S3(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts it and waits until it takes requests.
     *
     * @param home the folder of this project, built at least to {@code package}
     * @param folder where all files go; made when it is not there
     * @throws TestbedException when it does not come up within the patience; its message holds the last lines of its log
     */
    public static S3 start(Path home, Path folder, Duration patience) {
        Path root = folder.toAbsolutePath();
        Path log = root.resolve("s3.log");
        try {
            URI endpoint = URI.create("http://127.0.0.1:" + freePort());
            Path settings = settings(root, endpoint);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            ServerCommand.s3ClassPath(home.toAbsolutePath()),
                            "dev.headgate.testbed.server.S3Process",
                            "--properties",
                            settings.toString())
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            S3 started = new S3(process, endpoint);
            started.makeBucket(patience, log);
            return started;
        } catch (IOException e) {
            throw new TestbedException("cannot start an S3 server in '" + root + "': " + e, e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path settings(Path root, URI endpoint) throws IOException {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "s3proxy.endpoint", endpoint.toString(),
                "s3proxy.authorization", "none",
                "jclouds.provider", "filesystem-nio2",
                "jclouds.identity", "none",
                "jclouds.credential", "none",
                "jclouds.filesystem.basedir",
                        Files.createDirectories(root.resolve("objects")).toString()));
        Path file = root.resolve("s3proxy.conf");
        try (var out = Files.newOutputStream(file)) {
            settings.store(out, null);
        }
        return file;
    }

    private void makeBucket(Duration patience, Path log) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/" + BUCKET))
                .PUT(BodyPublishers.noBody())
                .build();
        long end = System.nanoTime() + patience.toNanos();
        IOException last = new IOException("no time to wait");
        try {
            while (System.nanoTime() < end && process.isAlive()) {
                try {
                    if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException notYet) {
                    last = notYet;
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        close();
        throw new TestbedException("cannot start an S3 server: it takes no requests." + LogTail.of(log), last);
    }

    /** The bucket, as {@code s3a://name}. */
    public URI uri() {
        return URI.create("s3a://" + BUCKET);
    }

    /** What Hadoop's client has to be told to reach it. */
    public Map<String, String> clientSettings() {
        return Map.of(
                "fs.s3a.endpoint", endpoint.toString(),
                "fs.s3a.endpoint.region", "us-east-1",
                "fs.s3a.access.key", "none",
                "fs.s3a.secret.key", "none",
                "fs.s3a.path.style.access", "true",
                "fs.s3a.connection.ssl.enabled", "false");
    }

    /** The names of objects that are being uploaded, and that nobody sees. */
    public List<String> openUploads() {
        HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/" + BUCKET + "?uploads"))
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            if (!answer.contains("ListMultipartUploadsResult")) {
                throw new TestbedException("cannot list uploads: " + answer, new IOException(answer));
            }
            return KEY.matcher(answer).results().map(key -> key.group(1)).toList();
        } catch (IOException e) {
            throw new TestbedException("cannot list uploads: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestbedException("cannot list uploads: interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        Processes.endWithin(process, LONGEST_CLOSE);
    }
}
