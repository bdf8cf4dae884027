package dev.hearth.cli.command;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help looks: commands by what a person wants, and the options that all share last. */
final class HelpLayout {
    private record Group(String title, List<String> commands) {}

    private static final List<Group> GROUPS = List.of(
            new Group("Clusters", List.of("demo", "up", "ps", "status", "scale", "drain", "logs", "ui", "down")),
            new Group("Work on a cluster", List.of("pyspark", "shell", "submit")),
            new Group("Kubernetes", List.of("install", "uninstall", "image", "node", "render")),
            new Group("Help", List.of("doctor", "version", "completion")));

    private static final int NAME_WIDTH = 14;

    private HelpLayout() {}

    static void applyTo(CommandLine line) {
        line.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, HelpLayout::render);
        arrange(line);
    }

    private static void arrange(CommandLine line) {
        var _ = line.getCommandSpec()
                .usageMessage()
                .sortOptions(false)
                .sortSynopsis(false)
                .abbreviateSynopsis(true)
                .parameterListHeading("%n")
                .optionListHeading("%n")
                .commandListHeading("%nCommands:%n");
        line.getSubcommands().values().forEach(HelpLayout::arrange);
    }

    private static String render(Help help) {
        return GROUPS.stream()
                .map(group -> "%n%s:%n".formatted(group.title())
                        + group.commands().stream().map(name -> row(help, name)).collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    private static String row(Help help, String name) {
        var command = Objects.requireNonNull(help.commandSpec().subcommands().get(name), name);
        var summary = command.getCommandSpec().usageMessage().description()[0];
        var padded = name + " ".repeat(NAME_WIDTH - name.length());
        return "  " + help.colorScheme().commandText(padded)
                + help.colorScheme().text(summary) + "%n".formatted();
    }
}
