package dev.headgate.topology.cli;

import dev.headgate.topology.model.Lock;
import dev.headgate.topology.plan.MetricsPage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks agents for their metrics pages. Used by one thread. */
final class MetricsPages {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String REMEDY =
            ". Start the agent, or give its page with --metrics URL or FILE. Where its machine is lost for good, say --accept-loss.";

    private @Nullable HttpClient client;

    /** Where an agent's page is. */
    static String url(Lock.Agent agent) {
        return "http://" + agent.host() + ":" + agent.metrics() + "/metrics";
    }

    /**
     * The page.
     *
     * @param place a URL, or a file that holds what the URL answered
     * @throws UserError where it cannot be read or is no such page; it says why
     */
    MetricsPage read(String agent, String place) {
        String text =
                place.startsWith("http://") || place.startsWith("https://") ? get(agent, place) : file(agent, place);
        return MetricsPage.read(text)
                .orElseThrow(() -> new UserError(cannot(agent, place)
                        + "it names no channel. Give the page that the agent itself serves, with --metrics."));
    }

    private String get(String agent, String url) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            HttpResponse<String> answer = client().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new UserError(
                        cannot(agent, url) + "it answered " + answer.statusCode()
                                + ". Give the right address with --metrics URL, or a page that was fetched elsewhere with --metrics FILE.");
            }
            return answer.body();
        } catch (IOException unreachable) {
            throw new UserError(cannot(agent, url) + why(unreachable) + REMEDY, unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UserError(cannot(agent, url) + "it was interrupted. Ask again.", stopped);
        } catch (IllegalArgumentException refused) {
            throw new UserError(cannot(agent, url) + "it is no address. Give --metrics URL or FILE.", refused);
        }
    }

    // Every run of the command line makes this object, and a client is a thread.
    private HttpClient client() {
        HttpClient made = client == null
                ? HttpClient.newBuilder().connectTimeout(PATIENCE).build()
                : client;
        client = made;
        return made;
    }

    private static String file(String agent, String place) {
        try {
            return new String(Files.readAllBytes(Path.of(place)), StandardCharsets.UTF_8);
        } catch (NoSuchFileException missing) {
            throw new UserError(cannot(agent, place) + "there is no such file. Check the path.", missing);
        } catch (IOException unreadable) {
            throw new UserError(cannot(agent, place) + unreadable.getMessage() + ". Check the file.", unreadable);
        }
    }

    private static String cannot(String agent, String place) {
        return "Cannot read the metrics of agent '" + agent + "' at '" + place + "': ";
    }

    private static String why(IOException unreachable) {
        if (unreachable instanceof HttpTimeoutException) {
            return "no answer within " + PATIENCE.toSeconds() + " s";
        }
        if (unreachable instanceof ConnectException) {
            return isUnknownHost(unreachable) ? "its host is not known" : "nobody listens there";
        }
        return String.valueOf(unreachable.getMessage());
    }

    private static boolean isUnknownHost(Throwable unreachable) {
        for (Throwable cause = unreachable; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }
}
