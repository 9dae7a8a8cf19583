package dev.headgate.interceptor.route;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Values;
import java.util.Optional;
import java.util.stream.Collectors;

/** Declares the keys of the {@link RouteSelector}. Immutable. Tools load it without Flume. */
public final class RouteOptions implements DeclaredComponent {
    static final Option<String> ROUTE = Option.passedOn(
            "route.",
            "Of each route, under a name of its own: `route.NAME.streams` and `route.NAME.channels`, and for some of their events only"
                    + " `route.NAME.header` and `route.NAME.values`; divided by commas.");

    static final ComponentOptions DECLARATION = ComponentOptions.of(
                    ComponentKind.SOURCE,
                    "dev.headgate.interceptor.route.RouteSelector",
                    "Channel selector: puts an event into the channels of every route that its stream and its header fit; an event of no"
                            + " known stream goes into all.",
                    ROUTE)
            .contradiction(RouteOptions::badRoutes);

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }

    private static Optional<String> badRoutes(Values values) {
        if (values.under(ROUTE).isEmpty()) {
            return Optional.of("there is no route. Give at least one.");
        }
        String problems = RouteSettings.problems(values).collect(Collectors.joining(" "));
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems);
    }
}
