package dev.headgate.topology.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Renders a command line as Markdown: what each command says of itself, and the exit statuses once. */
public final class CommandReference {
    private static final int WIDTH = 120;

    private final StringBuilder sections = new StringBuilder();
    private final Map<String, String> statuses;

    private CommandReference(Map<String, String> statuses) {
        this.statuses = Map.copyOf(statuses);
    }

    /** The reference of a command line that is used for nothing else. */
    public static String markdown(CommandLine root) {
        root.setUsageHelpAutoWidth(false).setUsageHelpWidth(WIDTH);
        Map<String, String> statuses = root.getCommandSpec().usageMessage().exitCodeList();
        CommandReference reference = new CommandReference(statuses);
        root.getSubcommands().values().forEach(reference::section);
        return """
                # Commands

                Every command, as `--help` prints it. Results go to stdout, everything else to stderr. `FILE` may be `-` for standard input; `-o json`
                answers in JSON; with `NO_COLOR` in the environment nothing is coloured. `source <(headgate completion)` lets bash and zsh complete all of it.

                | exit status | meaning |
                |---|---|
                %s
                %s""".formatted(
                        statuses.entrySet().stream()
                                .map(status -> "| " + status.getKey() + " | " + status.getValue() + " |\n")
                                .collect(Collectors.joining()),
                        reference.sections);
    }

    private void section(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        if (usage.exitCodeList().equals(statuses)) {
            usage.exitCodeListHeading("").exitCodeList(Map.of());
        }
        StringWriter help = new StringWriter();
        command.usage(new PrintWriter(help), Help.Ansi.OFF);
        String text = help.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
        sections.append(
                "## %s%n%n```%n%s%n```%n%n".formatted(command.getCommandSpec().qualifiedName(), text.strip()));
        command.getSubcommands().values().forEach(this::section);
    }
}
