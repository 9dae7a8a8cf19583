package dev.headgate.interceptor.registration;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Declares the keys of the {@link RegistrationInterceptor}. Immutable. Tools load it without Flume. */
public final class RegistrationOptions implements DeclaredComponent {
    static final Option<List<String>> ZOOKEEPER =
            Option.list("zookeeper", "Servers of ZooKeeper, as `host:port`.").required();
    static final Option<String> PATH = Option.text(
                    "path", "Node of the tier, such as `/flume/core`; it is made where there is none.")
            .required();
    static final Option<String> ADDRESS = Option.text(
                    "address", "Where lanes reach the source that this interceptor is of, as `host:port`.")
            .required();

    private static final Pattern HOST_PORT = Pattern.compile("(\\[[0-9A-Fa-f:]+]|[^\\s:/\\[\\]]+):[0-9]{1,5}");
    private static final Pattern NODE = Pattern.compile("(/[^/\\s]+)+");

    static final ComponentOptions DECLARATION = ComponentOptions.of(
                    ComponentKind.INTERCEPTOR,
                    "dev.headgate.interceptor.registration.RegistrationInterceptor$Builder",
                    "Registers its source in ZooKeeper while the agent runs, so that lanes with `zookeeper:` targets find it.",
                    ZOOKEEPER,
                    PATH,
                    ADDRESS)
            .contradiction(values -> values.get(ZOOKEEPER).stream()
                    .filter(server -> !HOST_PORT.matcher(server).matches())
                    .findFirst()
                    .map(server -> refusal(ZOOKEEPER, server, "it is not a host and a port. Write host:port")))
            .contradiction(
                    values -> unlike(values, PATH, NODE, "it is no path of a node. Write one such as /flume/core"))
            .contradiction(
                    values -> unlike(values, ADDRESS, HOST_PORT, "it is not a host and a port. Write host:port"));

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }

    private static Optional<String> unlike(Values values, Option<String> option, Pattern form, String why) {
        return form.matcher(values.get(option)).matches()
                ? Optional.empty()
                : Optional.of(refusal(option, values.get(option), why));
    }

    private static String refusal(Option<?> option, String value, String why) {
        return "value '%s' for key '%s': %s.".formatted(value, option.name(), why);
    }
}
