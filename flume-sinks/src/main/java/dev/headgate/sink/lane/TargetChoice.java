package dev.headgate.sink.lane;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which target a lane uses: the preferred one, and the one behind it when it fails for longer than the patience.
 *
 * <p>Used by one thread.
 */
final class TargetChoice {
    private static final Logger LOG = LoggerFactory.getLogger(TargetChoice.class);

    private final Targets targets;
    private final String lane;
    private final Duration patience;
    private final Clock clock;
    private List<Target> order = List.of();
    private @Nullable Target current;
    private @Nullable Instant failingSince;

    TargetChoice(Targets targets, String lane, Duration patience, Clock clock) {
        this.targets = targets;
        this.lane = lane;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * The target to use now.
     *
     * @param inDoubt whether the current one may have stored what it has not confirmed: then it is left only when the
     *     patience is over
     * @throws IOException where no target has ever been found
     */
    Target next(boolean inDoubt) throws IOException, InterruptedException {
        look();
        Target used = current;
        if (used == null) {
            return use(order.get(0));
        }
        int place = order.indexOf(used);
        if (place < 0 && !inDoubt) {
            return use(order.get(0));
        }
        Instant since = failingSince;
        if (since != null && Duration.between(since, clock.instant()).compareTo(patience) >= 0) {
            return use(order.get((place + 1) % order.size()));
        }
        return used;
    }

    /** The targets that are preferred to the current one, and that one itself while it is among them. */
    List<Target> preferred() throws IOException, InterruptedException {
        look();
        int place = order.indexOf(current);
        return place < 0 ? order : order.subList(0, place + 1);
    }

    /** Uses a target from now on. */
    Target use(Target target) {
        current = target;
        failingSince = null;
        return target;
    }

    /** Notes that the current target did not take a batch. */
    void failed() {
        if (failingSince == null) {
            failingSince = clock.instant();
        }
    }

    /** Notes that the current target has taken a batch. */
    void works() {
        failingSince = null;
    }

    boolean isFailing() {
        return failingSince != null;
    }

    /** Looks who is there; whoever was there last is enough while that cannot be said. */
    private void look() throws IOException, InterruptedException {
        try {
            order = targets.find(lane);
        } catch (IOException unknown) {
            if (order.isEmpty()) {
                throw unknown;
            }
            LOG.debug("Looking for targets failed; the last known are used: {}", order, unknown);
        }
    }
}
