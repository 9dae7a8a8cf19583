package dev.headgate.benchmark;

import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * What a case gave: medians.
 *
 * @param megabytes the most that was resident
 */
record GeneratorResult(String name, double seconds, double megabytes) {
    /** One object on one line. */
    String json() {
        JsonObject json = new JsonObject();
        json.addProperty("case", name);
        json.addProperty("unit", Unit.SECONDS.label());
        json.addProperty("headgate", BigDecimal.valueOf(seconds).setScale(3, RoundingMode.HALF_UP));
        json.addProperty("memory-mb", Math.round(megabytes));
        return json.toString();
    }

    String row() {
        return String.format(Locale.ROOT, "%-16s %-5s %9.3f %10.0f", name, Unit.SECONDS.label(), seconds, megabytes);
    }
}
