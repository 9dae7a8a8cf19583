package dev.headgate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Part of a topology, as documents show it, made into a whole one. */
final class TopologyFragment {
    private TopologyFragment() {}

    /** The fragment's keys in place of the same ones of a whole topology; mappings are merged. */
    static String complete(String fragment, String whole) {
        return new Dump(DumpSettings.builder().build()).dumpToString(merged(read(whole), read(fragment)));
    }

    private static Object read(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private static Object merged(Object whole, Object part) {
        if (!(whole instanceof Map<?, ?> base) || !(part instanceof Map<?, ?> keys)) {
            return part;
        }
        Map<Object, Object> both = new LinkedHashMap<>(base);
        keys.forEach((key, value) -> both.merge(key, value, TopologyFragment::merged));
        return both;
    }
}
