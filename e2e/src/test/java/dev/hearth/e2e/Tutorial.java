package dev.hearth.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The commands of a tutorial, as its shell blocks have them. */
final class Tutorial {
    private static final String PROMPT = ">>> ";

    private Tutorial() {}

    /**
     * One command.
     *
     * @param line what is typed, without the comment behind it
     * @param comment what the comment says one sees
     * @param dialogue what is then typed at a Python prompt, and below each line what comes back
     */
    record Command(String line, String comment, List<String> dialogue) {
        /** What is typed at the prompt. */
        String typed() {
            return String.join(
                            "\n",
                            dialogue.stream()
                                    .filter(each -> each.startsWith(PROMPT))
                                    .map(each -> each.substring(PROMPT.length()))
                                    .toList())
                    + "\n";
        }

        /** What comes back. */
        List<String> answers() {
            return dialogue.stream().filter(each -> !each.startsWith(PROMPT)).toList();
        }
    }

    /** The commands below a heading, to the end of the file. */
    static List<Command> commands(Path file, String heading) throws IOException {
        var commands = new ArrayList<Command>();
        var inShell = false;
        for (var line : Files.readString(file).split(heading, 2)[1].lines().toList()) {
            if (line.startsWith("```")) {
                inShell = line.equals("```sh");
            } else if (inShell && isDialogue(line, commands)) {
                commands.getLast().dialogue().add(line);
            } else if (inShell) {
                var parts = line.split(" +# ", 2);
                commands.add(new Command(parts[0], parts.length > 1 ? parts[1] : "", new ArrayList<>()));
            }
        }
        return commands;
    }

    /** The addresses of web pages in the text that begin in a way. */
    static List<String> addresses(Path file, String beginning) throws IOException {
        return Pattern.compile(Pattern.quote(beginning) + "\\S+")
                .matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** A prompt's line, or the answer to one. */
    private static boolean isDialogue(String line, List<Command> commands) {
        return line.startsWith(PROMPT)
                || (!commands.isEmpty()
                        && !commands.getLast().dialogue().isEmpty()
                        && !line.startsWith("kubectl")
                        && !line.startsWith("./hearth"));
    }
}
