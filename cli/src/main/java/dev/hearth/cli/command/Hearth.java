package dev.hearth.cli.command;

import dev.hearth.cli.kube.Place;
import dev.hearth.cli.kube.Places;
import dev.hearth.cli.kube.Target;
import dev.hearth.cli.problem.Explanation;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Console;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself: what holds for all others, namely where to work and how much to say. */
@Command(
        name = "hearth",
        header = "Apache Spark clusters on Kubernetes.",
        description = "New here? `@|bold ${ROOT-COMMAND-NAME} demo|@` shows everything from nothing, `@|bold"
                + " ${ROOT-COMMAND-NAME} up|@` makes a cluster.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:failed",
            " 2:wrong usage",
            " 3:timed out",
            " *:of submit, pyspark and shell: the application's own"
        })
public final class Hearth implements Runnable {
    private static final int LAST = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-n", "--namespace"},
            scope = ScopeType.INHERIT,
            order = LAST,
            paramLabel = "NAMESPACE",
            description = "Namespace to work in. Default: that of the context.")
    private @Nullable String namespace;

    @Option(
            names = "--context",
            scope = ScopeType.INHERIT,
            order = LAST + 1,
            paramLabel = "CONTEXT",
            description = "Context of your kubeconfig. Default: the current one.")
    private @Nullable String context;

    @Option(
            names = "--kubeconfig",
            scope = ScopeType.INHERIT,
            order = LAST + 2,
            paramLabel = "FILE",
            description = "Default: KUBECONFIG, then ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--node",
            scope = ScopeType.INHERIT,
            order = LAST + 3,
            description = "Work on the embedded node even if there is a context.")
    private boolean node;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            order = LAST + 4,
            description = "Show causes and stack traces of failures.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            scope = ScopeType.INHERIT,
            order = LAST + 5,
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            order = LAST + 6,
            versionHelp = true,
            description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean version;

    private final Console console;

    // picocli fills in the rest before anything is called.
    @SuppressWarnings("NullAway.Init")
    private Hearth(Console console) {
        this.console = console;
    }

    /**
     * The command line for some arguments, ready to execute. Commands that the arguments do not call are left out: to
     * make all of them takes half the time of {@code hearth version}.
     */
    public static CommandLine commandLine(Console console, String... arguments) {
        var hearth = new Hearth(console);
        var line = new CommandLine(hearth);
        Commands.calledBy(arguments).forEach(line::addSubcommand);
        return configure(line, hearth);
    }

    /** Prints what may come next, in the way that kubectl asks its plug-ins; the last word is the one to complete. */
    public static void complete(Console console, String... words) {
        var line = words.length > 1 ? commandLine(console, words) : commandLine(console);
        new Completions(line).answer(words).forEach(console::print);
    }

    private static CommandLine configure(CommandLine line, Hearth hearth) {
        var console = hearth.console;
        var failures = new Failures(console);
        HelpLayout.applyTo(line);
        return line.setCommandName(Program.name())
                .setColorScheme(console.outStyle().scheme())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setExecutionStrategy(hearth::execute)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Override
    public void run() {
        spec.commandLine().usage(console.out());
    }

    Console console() {
        return console;
    }

    Target target() {
        return new Target(
                Optional.ofNullable(kubeconfig), Optional.ofNullable(context), Optional.ofNullable(namespace), node);
    }

    /** Where to work; a failure if there is nowhere. */
    Place place() {
        return Places.require(target());
    }

    private int execute(CommandLine.ParseResult parsed) {
        var wordy = verbose || System.getenv("HEARTH_DEBUG") != null;
        // Before any class with a logger is loaded: libraries must not write between the user's lines.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", wordy ? "warn" : "off");
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (Error e) {
            // picocli hands only exceptions to the handler, and would let anything else out with its stack trace.
            throw new ExecutionException(spec.commandLine(), String.valueOf(e.getMessage()), Explanation.of(e));
        }
    }

    /** Whether the user wants to see how a failure came about. */
    static boolean isVerbose(CommandLine line) {
        return System.getenv("HEARTH_DEBUG") != null
                || (line.getCommandSpec().root().userObject() instanceof Hearth hearth && hearth.verbose);
    }
}
