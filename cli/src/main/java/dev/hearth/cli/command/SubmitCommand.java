package dev.hearth.cli.command;

import dev.hearth.cli.session.JobOutput;
import dev.hearth.cli.session.Jobs;
import dev.hearth.cli.session.Submission;
import dev.hearth.cli.session.UsableCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Stack;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Runs an application. */
@Command(
        name = "submit",
        description = {
            "Run an application on a cluster and end with its exit code.",
            "",
            "Uploads the files, runs the driver in a pod of its own and shows what it writes. Ctrl-C ends it. Everything"
                    + " after the application is passed to it as it is. Files that exist only in the image are written"
                    + " local:///path."
        },
        customSynopsis = "@|bold ${COMMAND-FULL-NAME}|@ [OPTIONS] NAME APPLICATION [ARGUMENTS...]")
@SuppressWarnings("NullAway.Init")
final class SubmitCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Parameters(index = "0", paramLabel = "NAME", description = "The cluster.")
    private String cluster;

    @Parameters(
            index = "1",
            paramLabel = "APPLICATION",
            preprocessor = Verbatim.class,
            description = "A .py or .jar file, followed by its own arguments.")
    private String application;

    private final List<String> arguments = new ArrayList<>();

    @Option(names = "--py-files", paramLabel = "FILE[,FILE]", description = "Python modules it imports: .py, .zip.")
    private List<String> pyFiles = new ArrayList<>();

    @Option(
            names = "--files",
            paramLabel = "FILE[,FILE]",
            description = "Files for the executors' work folders; FILE#NAME gives one another name there.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--jars", paramLabel = "FILE[,FILE]", description = "Jars for driver and executors.")
    private List<String> jars = new ArrayList<>();

    @Option(
            names = "--packages",
            split = ",",
            paramLabel = "G:A:V",
            description = "Maven packages, fetched by the driver.")
    private List<String> packages = new ArrayList<>();

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Spark (repeatable).")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--class", paramLabel = "CLASS", description = "Main class of a jar.")
    private @Nullable String mainClass;

    @Option(names = "--name", paramLabel = "NAME", description = "Name that Spark shows.")
    private @Nullable String name;

    @Mixin
    private DriverOptions driver;

    @Option(names = "--keep", description = "Leave the driver's pod when it has ended.")
    private boolean keep;

    @Override
    public Integer call() {
        var submission = new Submission(
                application,
                arguments,
                pyFiles,
                files,
                jars,
                packages,
                settings,
                Optional.ofNullable(mainClass),
                Optional.ofNullable(name));
        var shape = driver.shape();
        var place = hearth.place();
        try (var client = place.client()) {
            var found = UsableCluster.of(client, place, cluster, hearth.console());
            return new Jobs(client, found, hearth.console())
                    .run(submission, shape, keep, JobOutput.everything(hearth.console()));
        }
    }

    String application() {
        return application;
    }

    List<String> arguments() {
        return arguments;
    }

    /** Takes the application and everything after it, so that nobody mistakes its options for ours. */
    static final class Verbatim implements IParameterPreprocessor {
        @Override
        public boolean preprocess(
                Stack<String> rest, CommandSpec command, ArgSpec parameter, java.util.Map<String, Object> info) {
            parameter.setValue(rest.pop());
            var submit = (SubmitCommand) command.userObject();
            while (!rest.isEmpty()) {
                submit.arguments.add(rest.pop());
            }
            return true;
        }
    }
}
