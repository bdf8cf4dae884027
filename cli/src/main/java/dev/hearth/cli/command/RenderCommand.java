package dev.hearth.cli.command;

import dev.hearth.cli.cluster.ClusterFile;
import dev.hearth.cli.cluster.Rendering;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints a cluster as plain manifests. */
@Command(
        name = "render",
        description = {
            "Print a cluster as plain Kubernetes manifests, which need no operator.",
            "",
            "Talks to no Kubernetes. The manifests hold the secret by which the cluster's processes know each other:"
                    + " keep them as you keep passwords."
        })
@SuppressWarnings("NullAway.Init")
final class RenderCommand implements Callable<Integer> {
    @ParentCommand
    private Hearth hearth;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Name of the cluster. Default: demo, or the file's.")
    private @Nullable String name;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "A SparkCluster in YAML or JSON; - reads it from standard input.")
    private @Nullable Path file;

    @Mixin
    private ShapeOptions shape;

    @Option(
            names = "--secret",
            paramLabel = "TEXT",
            description = "The cluster's secret, to get the same manifests again. Default: a new one.")
    private @Nullable String secret;

    @Override
    public Integer call() {
        var source = Optional.ofNullable(file).map(ClusterFile::read);
        var inFile = source.flatMap(ClusterFile::name);
        if (name != null && inFile.filter(other -> !other.equals(name)).isPresent()) {
            throw Problem.usage("the file says " + inFile.get() + " and the command line " + name);
        }
        var target = hearth.target().orNamespace(source.flatMap(ClusterFile::namespace));
        var namespace = target.namespace().orElse("default");
        var change = shape.change(Optional.empty());
        var object = source.map(found -> change.onto(found.object(), namespace))
                .orElseGet(() -> change.create(name == null ? UpCommand.DEFAULT_NAME : name, namespace));
        hearth.console().print(Rendering.of(object, Optional.ofNullable(secret)));
        return Exit.DONE.code();
    }
}
