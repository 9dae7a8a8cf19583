package dev.headgate.benchmark;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * What a case gave: the medians of its rounds, in its unit.
 *
 * @param limit the measured limit of the machine, where the case has one
 */
record CaseResult(String name, Unit unit, double stock, double headgate, OptionalDouble limit) {
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    /** How many times as good as stock Flume Headgate is. */
    double ratio() {
        return unit.ratio(stock, headgate);
    }

    /** Headgate's share of the limit, between 0 and 1. */
    OptionalDouble share() {
        return limit.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(1 / unit.ratio(headgate, limit.getAsDouble()));
    }

    /** One object on one line. */
    String json() {
        JsonObject json = new JsonObject();
        json.addProperty("case", name);
        json.addProperty("unit", unit.label());
        json.addProperty("stock", rounded(stock, unit.decimals()));
        json.addProperty("headgate", rounded(headgate, unit.decimals()));
        json.addProperty("ratio", rounded(ratio(), 2));
        if (limit.isPresent()) {
            json.addProperty("limit", rounded(limit.getAsDouble(), unit.decimals()));
        } else {
            json.add("limit", JsonNull.INSTANCE);
        }
        return GSON.toJson(json);
    }

    private static BigDecimal rounded(double value, int decimals) {
        return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
