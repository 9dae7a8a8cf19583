package dev.headgate.topology.cli;

import dev.headgate.topology.render.Templates;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The templates that files are rendered by. */
final class TemplateInput {
    @Option(
            names = "--templates",
            paramLabel = "DIR",
            description =
                    "Templates of your own: each takes the place of Headgate's of the same name. What they make is checked like all that is rendered.")
    private @Nullable Path folder;

    Templates templates() {
        if (folder == null) {
            return Templates.ours();
        }
        try {
            return Templates.in(folder);
        } catch (IOException unreadable) {
            throw new UserError(
                    "Cannot use the templates in '%s': %s. Give a folder with files such as flume.conf.ftl."
                            .formatted(folder, unreadable.getMessage()),
                    unreadable);
        }
    }
}
