package dev.headgate.kit.tls;

import dev.headgate.kit.option.Option;
import dev.headgate.kit.option.Secret;
import dev.headgate.kit.option.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;

/** A file of keys or certificates, PKCS12 or JKS. Immutable. */
public record KeyFile(Path file, Secret password) {
    /** The file that two options name; nothing where they name none. */
    public static Optional<KeyFile> of(Values values, Option<String> file, Option<Secret> password) {
        return values.find(file)
                .flatMap(path -> values.find(password).map(secret -> new KeyFile(Path.of(path), secret)));
    }

    /** Says that there is a file without a password or a password without a file. */
    public static Optional<String> contradiction(Values values, Option<String> file, Option<Secret> password) {
        return values.find(file).isPresent() == values.find(password).isPresent()
                ? Optional.empty()
                : Optional.of("of keys '%s' and '%s' there is only one: neither is of use alone. Give both or none."
                        .formatted(file.name(), password.name()));
    }

    KeyStore load() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file.toFile(), characters());
    }

    char[] characters() {
        return password.reveal().toCharArray();
    }
}
