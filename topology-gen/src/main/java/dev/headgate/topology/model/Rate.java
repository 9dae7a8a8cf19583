package dev.headgate.topology.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rate of events, written as {@code 400/s}, {@code 90/m} or {@code 5000/h}. Kept per hour, so that each form is exact.
 */
public record Rate(long perHour) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*/\\s*([smh])");
    private static final long MOST_PER_SECOND = 1_000_000_000;

    public static Rate perSecond(long events) {
        return new Rate(events * Per.SECOND.anHour());
    }

    /**
     * Reads a rate above nothing.
     *
     * @throws IllegalArgumentException where the text is no rate; the message says why and what to write
     */
    public static Rate parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "not a rate of events. Give a whole number per second, minute or hour, such as 400/s");
        }
        Per per = Per.of(form.group(2));
        long amount = Long.parseLong(form.group(1));
        if (amount == 0) {
            throw new IllegalArgumentException("nothing. Give the peak, at least 1/h");
        }
        if (amount > MOST_PER_SECOND * Per.SECOND.anHour() / per.anHour()) {
            throw new IllegalArgumentException("more than a machine can send. Give at most " + MOST_PER_SECOND + "/s");
        }
        return new Rate(amount * per.anHour());
    }

    /** So many times the rate, rounded up. */
    public Rate times(BigDecimal factor) {
        return new Rate(factor.multiply(BigDecimal.valueOf(perHour))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact());
    }

    /** The rate as {@link #parse} takes it, in the shortest unit that divides it. */
    @Override
    public String toString() {
        return Per.format(perHour);
    }
}
