package dev.headgate.sink.hbase;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way to one member of a JSON text: {@code $.user.id}, {@code $['user agent']}, {@code $.items[0].price}. Immutable.
 */
record JsonPath(List<Step> steps) {
    private static final Pattern STEP =
            Pattern.compile("\\.(?<name>[^.\\[\\]'\\s]+)|\\[(?<index>[0-9]{1,9})]|\\['(?<quoted>[^']+)']");

    /** One step down. */
    sealed interface Step {
        /** Into a member of an object. */
        record Member(String name) implements Step {}

        /** Into an item of a list. */
        record Item(int index) implements Step {}
    }

    JsonPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException where it is none
     */
    static JsonPath parse(String text) {
        if (!text.startsWith("$")) {
            throw new IllegalArgumentException("JSON path '" + text + "' does not begin with '$'. Write $.name");
        }
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = 1;
        while (at < text.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("JSON path '" + text + "' cannot be read from '" + text.substring(at)
                        + "' on. Write $.name, $.list[0] or $['any name']");
            }
            steps.add(step(matcher));
            at = matcher.end();
        }
        return new JsonPath(steps);
    }

    private static Step step(Matcher matcher) {
        String index = matcher.group("index");
        if (index != null) {
            return new Step.Item(Integer.parseInt(index));
        }
        String name = matcher.group("name");
        return new Step.Member(name == null ? matcher.group("quoted") : name);
    }

    /** The member that this leads to; null where there is none. */
    @Nullable
    JsonElement in(JsonElement root) {
        JsonElement at = root;
        for (Step step : steps) {
            at = at == null ? null : into(at, step);
        }
        return at;
    }

    private static @Nullable JsonElement into(JsonElement at, Step step) {
        if (step instanceof Step.Member member) {
            return at.isJsonObject() ? at.getAsJsonObject().get(member.name()) : null;
        }
        int index = ((Step.Item) step).index();
        return at.isJsonArray() && index < at.getAsJsonArray().size()
                ? at.getAsJsonArray().get(index)
                : null;
    }
}
