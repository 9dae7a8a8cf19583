package dev.headgate.topology.cli;

import dev.headgate.topology.check.ComponentCatalog;
import dev.headgate.topology.parse.TopologySchema;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the JSON schema of topology files. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Print the JSON schema of topology files. Editors complete and check by it: put '# yaml-language-server: $schema=headgate.schema.json' on top of a topology.",
        footerHeading = "%nExamples:%n",
        footer = {"  headgate schema > headgate.schema.json"})
final class SchemaCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Writers writers = Writers.of(spec);
        writers.out().println(TopologySchema.json(ComponentCatalog.ofClassPath().storeKeys()));
        writers.out().flush();
        return ExitStatus.FINE;
    }
}
