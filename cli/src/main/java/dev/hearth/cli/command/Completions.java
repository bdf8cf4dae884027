package dev.hearth.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What may come next on a command line, in the way that kubectl asks its plug-ins. */
record Completions(CommandLine line) {
    private static final String FILES_TOO = ":0";
    private static final String NO_FILES = ":4";

    /**
     * The candidates, and at the end whether the shell may offer files beside them.
     *
     * @param words what was typed so far; the last one, which may be empty, is to be completed
     */
    List<String> answer(String... words) {
        var last = words.length - 1;
        var word = words[last];
        var ends = new ArrayList<CharSequence>();
        var _ = AutoComplete.complete(line.getCommandSpec(), words, last, word.length(), word.length(), ends);
        var whole = ends.stream()
                .map(end -> word + end)
                // Whoever wants an option types its first dash.
                .filter(candidate -> word.startsWith("-") || !candidate.startsWith("-"))
                .sorted();
        return Stream.concat(whole, Stream.of(wantsFile(words) ? FILES_TOO : NO_FILES))
                .toList();
    }

    private boolean wantsFile(String... words) {
        var command = line.getCommandSpec();
        for (var word : Arrays.asList(words).subList(0, words.length - 1)) {
            command = command.subcommands().containsKey(word)
                    ? command.subcommands().get(word).getCommandSpec()
                    : command;
        }
        return words.length > 1 && isFile(command, words[words.length - 2]);
    }

    private static boolean isFile(CommandSpec command, String option) {
        return Stream.ofNullable(command.findOption(option))
                .map(ArgSpec::paramLabel)
                .anyMatch("FILE"::equals);
    }
}
