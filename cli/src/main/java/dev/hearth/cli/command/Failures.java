package dev.hearth.cli.command;

import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.terminal.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints failures: one clear line, and what to do about it. */
record Failures(Console console) implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleExecutionException(Exception thrown, CommandLine line, ParseResult parsed) {
        var problem = Explanation.of(thrown);
        print(problem.message());
        problem.advice().ifPresent(advice -> console.say("       " + advice));
        if (Hearth.isVerbose(line)) {
            problem.printStackTrace(console.err());
        }
        return problem.exit().code();
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        // Of options that belong together, picocli's messages begin with the word that all of ours begin with.
        print(String.valueOf(thrown.getMessage()).replaceAll("\\s+", " ").replaceFirst("^Error: ", ""));
        var suggestions = new PrintWriter(console.err(), true, StandardCharsets.UTF_8);
        if (!UnmatchedArgumentException.printSuggestions(thrown, suggestions)) {
            console.say(
                    "       see: " + thrown.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        }
        return Exit.USAGE.code();
    }

    private void print(String message) {
        console.say(console.errStyle().bad("error:") + " " + message);
    }
}
