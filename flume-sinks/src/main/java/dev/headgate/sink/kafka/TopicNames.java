package dev.headgate.sink.kafka;

import java.util.regex.Pattern;

/** What Kafka takes as the name of a topic. */
final class TopicNames {
    private static final int LONGEST = 249;
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern ILLEGAL_CHARACTER = Pattern.compile("[^A-Za-z0-9._-]");

    private TopicNames() {}

    static boolean isLegal(String name) {
        return name.length() <= LONGEST && LEGAL.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    }

    /** The name itself, or, where Kafka would refuse it and the batch for ever, the nearest that it takes. */
    static String legal(String name) {
        if (isLegal(name)) {
            return name;
        }
        String replaced = ILLEGAL_CHARACTER.matcher(name).replaceAll("_");
        String cut = replaced.substring(0, Math.min(LONGEST, replaced.length()));
        return isLegal(cut) ? cut : "unknown";
    }
}
