package dev.headgate.topology.parse;

import dev.headgate.topology.model.Located;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads options of a JVM as a list; a comma divides nothing, as they may hold some. */
final class JvmOptions {
    static final ValueType<List<Located<String>>> TYPE =
            new ValueType<>(Form.anyText("option").orList(), List.of(), JvmOptions::read);

    /** What stands for itself within double quotes of a shell. */
    private static final Pattern OPTION = Pattern.compile("-[A-Za-z][A-Za-z0-9_.:,=+/@%-]*");

    private static final ValueType<String> ONE = ValueType.single(Form.anyText("option"), "", JvmOptions::option);

    private JvmOptions() {}

    private static Optional<List<Located<String>>> read(Value value) {
        List<Located<String>> options = new ArrayList<>();
        value.itemsWithCommas()
                .forEach(item -> ONE.read(item).ifPresent(option -> options.add(new Located<>(option, item.at()))));
        return Optional.of(List.copyOf(options));
    }

    private static String option(String text) {
        if (text.startsWith("-Xmx")) {
            throw new IllegalArgumentException("the size of the heap has a key of its own. Say 'heap: 2GB'");
        }
        if (!OPTION.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "not an option of the JVM that a shell takes as it is. Give one in each entry of a list, such as -XX:+UseG1GC");
        }
        return text;
    }
}
