package dev.hearth.cli.install;

import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Console;
import dev.hearth.node.Missing;
import dev.hearth.node.Node;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.function.Consumer;

/**
 * Gets what this machine lacks and a Debian package brings.
 *
 * @param unasked whether the user has agreed beforehand
 * @param answers where the user types
 */
record Packages(Console console, boolean unasked, InputStream answers, Installer installer) {

    /** Installs what packages bring, and tells how that goes. */
    interface Installer {
        void install(List<Missing> missing, Consumer<String> progress);
    }

    static Packages ofThisMachine(Console console, boolean unasked) {
        return new Packages(console, unasked, System.in, Node.ofThisMachine()::install);
    }

    /**
     * Installs what is missing if the user agrees, and fails with what to do if not.
     *
     * @param what the thing that cannot be without it, for example {@code the embedded node}
     * @param otherwise what the user can do instead
     */
    void provide(String what, List<Missing> missing, String otherwise) {
        if (missing.isEmpty()) {
            return;
        }
        var command = Missing.installation(missing);
        if (!Missing.installable(missing) || command.isEmpty()) {
            throw cannotBe(what, Missing.explanation(missing), otherwise);
        }
        if (!unasked && !agreed(what, command.get())) {
            throw cannotBe(
                    what,
                    Missing.explanation(missing) + "\nor let Hearth do it: repeat the command with --install",
                    otherwise);
        }
        try (var step = console.step("Installing packages")) {
            installer.install(missing, step);
            step.done("Packages installed");
        }
    }

    private static Problem cannotBe(String what, String explanation, String otherwise) {
        return Problem.failed(what + " cannot be made on this machine yet")
                .advise((explanation + "\n" + otherwise).replace("\n", "\n       "));
    }

    private boolean agreed(String what, String command) {
        if (!console.input() || !console.live()) {
            return false;
        }
        console.err()
                .print(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1)
                        + " needs packages that are missing here:\n  " + command + "\nInstall them now? [Y/n] ");
        console.err().flush();
        var input = new Scanner(answers, StandardCharsets.UTF_8);
        var answer = input.hasNextLine() ? input.nextLine().strip().toLowerCase(Locale.ROOT) : "n";
        return answer.isEmpty() || answer.startsWith("y");
    }
}
