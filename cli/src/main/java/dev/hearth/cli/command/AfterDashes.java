package dev.hearth.cli.command;

import dev.hearth.cli.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The words of a command line {@code [NAME] [-- ARGUMENTS]}. picocli counts them through and so would take the first
 * argument for the name where there is none.
 *
 * @param name the word before the dashes
 * @param arguments all words after them
 */
record AfterDashes(Optional<String> name, List<String> arguments) {
    private static final String DASHES = "--";

    /**
     * Takes apart what picocli has counted through.
     *
     * @param first the first word, wherever it stood
     * @param rest all others
     */
    static AfterDashes of(CommandSpec command, @Nullable String first, List<String> rest) {
        var typed = command.root().commandLine().getParseResult().originalArgs();
        var dashes = typed.indexOf(DASHES);
        var after = dashes < 0 ? 0 : typed.size() - dashes - 1;
        var words = Stream.concat(Stream.ofNullable(first), rest.stream()).toList();
        var before = words.subList(0, words.size() - after);
        if (before.size() > 1) {
            throw Problem.usage("do not know what to do with: " + String.join(" ", before.subList(1, before.size())))
                    .advise("arguments for the program in the pod come after --, as in: "
                            + command.qualifiedName() + " " + before.getFirst() + " -- "
                            + String.join(" ", before.subList(1, before.size())));
        }
        return new AfterDashes(before.stream().findFirst(), List.copyOf(words.subList(before.size(), words.size())));
    }
}
