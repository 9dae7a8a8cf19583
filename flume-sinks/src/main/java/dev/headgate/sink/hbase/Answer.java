package dev.headgate.sink.hbase;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.hadoop.hbase.DoNotRetryIOException;
import org.apache.hadoop.hbase.exceptions.FailedSanityCheckException;
import org.jspecify.annotations.Nullable;

/** What HBase said to one action on a row. Immutable. */
sealed interface Answer<T> {
    /** It was done. */
    record Done<T>(T result) implements Answer<T> {}

    /** The row refuses it for its own sake: trying again would not help. */
    record Refused<T>(String reason) implements Answer<T> {}

    /** Requests that are sent at once, as a region server works at each of them one action behind the other. */
    int REQUESTS = 8;

    /** How long is waited for what has no limit of its own. */
    int LONGEST_SECONDS = 60;

    /**
     * Sends actions on rows that differ and waits for all answers, which come in the order of the actions.
     *
     * @throws IOException where there is no answer to some: the store is away, or not as it must be
     */
    static <A, T> List<Answer<T>> all(List<A> actions, Function<List<A>, List<CompletableFuture<T>>> send)
            throws IOException, InterruptedException {
        int each = Math.max(1, (actions.size() + REQUESTS - 1) / REQUESTS);
        List<CompletableFuture<T>> sent = new ArrayList<>();
        for (int from = 0; from < actions.size(); from += each) {
            sent.addAll(send.apply(actions.subList(from, Math.min(actions.size(), from + each))));
        }
        List<Answer<T>> answers = new ArrayList<>();
        for (CompletableFuture<T> one : sent) {
            answers.add(of(one));
        }
        return answers;
    }

    private static <T> Answer<T> of(CompletableFuture<T> sent) throws IOException, InterruptedException {
        try {
            return new Done<>(sent.get());
        } catch (ExecutionException failed) {
            String reason = refusal(failed);
            if (reason == null) {
                throw failure(failed);
            }
            return new Refused<>(reason);
        }
    }

    /**
     * Waits for an answer.
     *
     * @throws IOException where it is a failure, or does not come within {@link #LONGEST_SECONDS}
     */
    static <T> T await(CompletableFuture<T> sent) throws IOException, InterruptedException {
        try {
            return sent.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failure(failed);
        } catch (TimeoutException late) {
            throw new IOException("no answer within " + LONGEST_SECONDS + " s", late);
        }
    }

    /**
     * Why a row refuses an action for its own sake; null where another try may help.
     *
     * <p>HBase says it as a sanity check that failed, or as the plain exception against retries (too large a cell, a counter
     * that is no number, a constraint). That exception's subclasses tell of the table or the user: they concern all rows.
     */
    static @Nullable String refusal(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof FailedSanityCheckException
                    || at.getClass() == DoNotRetryIOException.class
                    || at instanceof RefusedEventException) {
                return firstLine(at);
            }
        }
        return null;
    }

    /** The failure that a batch ends with: what lies at the bottom of HBase's own wrappings. */
    static IOException failure(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof Error error) {
            throw error;
        }
        return new IOException(root.getClass().getSimpleName() + ": " + firstLine(root), failure);
    }

    /** Whether a failure of this kind lies below. */
    static boolean isCausedBy(@Nullable Throwable failure, Class<? extends Throwable> kind) {
        return failure != null && (kind.isInstance(failure) || isCausedBy(failure.getCause(), kind));
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
