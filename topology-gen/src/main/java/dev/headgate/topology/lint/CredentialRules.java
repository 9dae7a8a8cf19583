package dev.headgate.topology.lint;

import dev.headgate.topology.model.ConfRule;
import dev.headgate.topology.model.Problem;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** No secret stands in a file that many can read. */
final class CredentialRules implements AgentRules {
    private static final Pattern SECRET_KEY = Pattern.compile(
            "(.*[.-])?(\\w*password|\\w*secret|\\w*token|\\w*passphrase|sasl\\.jaas\\.config|secret[.-]?key)");
    private static final Pattern NO_SECRET = Pattern.compile(".*(file|path|class|provider|location).*");

    @Override
    public void check(KnownAgent agent, Consumer<Problem> report) {
        agent.conf().components().forEach(component -> component.entries().forEach((key, entry) -> {
            if (isSecret(key) && isClear(key, entry.value().value())) {
                report.accept(new Problem(
                        ConfRule.CLEAR_CREDENTIAL,
                        entry.value().at(),
                        "Credential in clear in key '%s' of %s '%s': whoever reads the file has it. Let a config filter put it in, such as ${env['NAME']}, and make the file 0600."
                                .formatted(key, component.group().label(), component.name())));
            }
        }));
    }

    private static boolean isSecret(String key) {
        String folded = key.toLowerCase(Locale.ROOT);
        String last = folded.substring(folded.lastIndexOf('.') + 1);
        return SECRET_KEY.matcher(folded).matches() && !NO_SECRET.matcher(last).matches();
    }

    private static boolean isClear(String key, String value) {
        return !KnownComponent.isOpaque(value)
                && (!key.endsWith("sasl.jaas.config")
                        || value.toLowerCase(Locale.ROOT).contains("password"));
    }
}
