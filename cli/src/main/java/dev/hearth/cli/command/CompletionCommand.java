package dev.hearth.cli.command;

import dev.hearth.cli.problem.Exit;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints the completion script. */
@Command(
        name = "completion",
        description = {
            "Print the completion script of a shell.",
            "",
            "bash: source <(${ROOT-COMMAND-NAME} completion bash)",
            "zsh:  source <(${ROOT-COMMAND-NAME} completion zsh)"
        })
@SuppressWarnings("NullAway.Init")
final class CompletionCommand implements Callable<Integer> {
    /** The shells that there is a script for. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @ParentCommand
    private Hearth hearth;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "SHELL",
            arity = "0..1",
            defaultValue = "bash",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Shell shell;

    @Override
    public Integer call() {
        if (shell == Shell.ZSH) {
            hearth.console().print("autoload -U +X compinit && compinit");
        }
        // The rest of the script recognises zsh by itself and switches on its emulation of bash.
        hearth.console().print(AutoComplete.bash("hearth", spec.root().commandLine()));
        return Exit.DONE.code();
    }
}
