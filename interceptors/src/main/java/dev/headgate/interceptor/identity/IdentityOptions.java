package dev.headgate.interceptor.identity;

import dev.headgate.kit.option.ComponentKind;
import dev.headgate.kit.option.ComponentOptions;
import dev.headgate.kit.option.DeclaredComponent;
import dev.headgate.kit.option.Option;

/** Declares the keys of the {@link IdentityInterceptor}. Immutable. Tools load it without Flume. */
public final class IdentityOptions implements DeclaredComponent {
    static final Option<String> AGENT = Option.text(
                    "agent", "Name of the agent, unique in the topology; it begins the origin that this agent gives.")
            .required();
    static final Option<String> STREAM =
            Option.text("stream", "The stream to which all events belong; it is set as their header `stream`.");
    static final Option<Boolean> TRUSTED = Option.bool(
                    "trusted",
                    "Whether the sender is believed: its feeder headers and identities are kept. "
                            + "Otherwise feeder headers are taken off and identities are given anew.")
            .defaultsTo(false);

    static final ComponentOptions DECLARATION = ComponentOptions.of(
            ComponentKind.INTERCEPTOR,
            "dev.headgate.interceptor.identity.IdentityInterceptor$Builder",
            "Stamps origin and sequence on every event at the first tier.",
            AGENT,
            STREAM,
            TRUSTED);

    @Override
    public ComponentOptions options() {
        return DECLARATION;
    }
}
