package dev.hearth.cli.command;

import dev.hearth.api.SparkClusterSpec;
import dev.hearth.cli.problem.Exit;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Says which Hearth this is. */
@Command(name = "version", description = "Show the versions of Hearth, its default Spark and Java.")
@SuppressWarnings("NullAway.Init")
final class VersionCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Mixin
    private OutputOption output;

    /** What {@code --version} prints. */
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"hearth " + version()};
        }
    }

    @Override
    public Integer call() {
        var java = System.getProperty("java.version", "?");
        if (output.isText()) {
            hearth.console().print("hearth " + version());
            hearth.console().print("spark  " + SparkClusterSpec.DEFAULT_SPARK_VERSION + " (default)");
            hearth.console().print("java   " + java);
        } else {
            hearth.console()
                    .print(output.format(Map.of(
                            "hearth", version(), "spark", SparkClusterSpec.DEFAULT_SPARK_VERSION, "java", java)));
        }
        return Exit.DONE.code();
    }

    static String version() {
        var packaged = Hearth.class.getPackage().getImplementationVersion();
        return packaged == null ? "0.1.0-SNAPSHOT" : packaged;
    }
}
