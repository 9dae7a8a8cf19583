package dev.headgate.sink.hbase;

import dev.headgate.kit.option.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the keys that say how a missing table is made. */
final class CreationReader {
    private CreationReader() {}

    /** The creation that these keys declare. They have been checked by {@link #problems}. */
    static TableCreation read(Values values) {
        Map<String, Map<String, String>> attributes = new TreeMap<>();
        values.under(HBaseOptions.CREATE).forEach((name, value) -> {
            Column familyAndAttribute = Column.parse(name);
            attributes
                    .computeIfAbsent(familyAndAttribute.family(), none -> new TreeMap<>())
                    .put(familyAndAttribute.qualifier(), value);
        });
        return new TableCreation(values.get(HBaseOptions.CREATE_TABLE), attributes, splits(values));
    }

    /** All that is wrong with them, as one message. */
    static Optional<String> problems(Values values) {
        List<String> problems = new ArrayList<>();
        new TreeMap<>(values.under(HBaseOptions.CREATE)).forEach((name, value) -> {
            try {
                Column.parse(name);
            } catch (IllegalArgumentException refused) {
                problems.add("value '%s' for key '%s%s': %s."
                        .formatted(value, HBaseOptions.CREATE.name(), name, refused.getMessage()));
            }
        });
        try {
            splits(values);
        } catch (IllegalArgumentException refused) {
            problems.add(refused.getMessage());
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("\n  ", problems));
    }

    private static List<String> splits(Values values) {
        int regions = Math.toIntExact(values.get(HBaseOptions.CREATE_REGIONS));
        if (regions == 1) {
            return List.of();
        }
        EventValue row = MappingReader.read(values).row();
        EventValue first =
                row instanceof EventValue.Template template ? template.parts().get(0) : row;
        if (first instanceof EventValue.Bucket bucket && bucket.buckets() >= regions) {
            List<String> splits = new ArrayList<>();
            for (long region = 1; region < regions; region++) {
                splits.add(bucket.digits((int) (region * bucket.buckets() / regions)));
            }
            return splits;
        }
        throw new IllegalArgumentException(
                "value '%d' for key '%s': the row key '%s' does not begin with a hash of as many buckets. Begin it with %%{hash:%d}."
                        .formatted(regions, HBaseOptions.CREATE_REGIONS.name(), values.get(HBaseOptions.ROW), regions));
    }
}
