package dev.hearth.cli.command;

import dev.hearth.cli.cluster.ClusterFile;
import dev.hearth.cli.cluster.ClusterSecret;
import dev.hearth.cli.cluster.Rendering;
import dev.hearth.cli.problem.Exit;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Mixin
    private ClusterInput input;

    @Mixin
    private ShapeOptions shape;

    @ArgGroup
    private @Nullable Secret secret;

    /** Where the cluster's secret comes from. */
    static final class Secret {
        @Option(
                names = "--secret-file",
                paramLabel = "FILE",
                description = "Keeps the cluster's secret, to render the same again; made if it is not there.")
        private @Nullable Path file;

        @Option(
                names = "--secret",
                paramLabel = "TEXT",
                description = "The cluster's secret itself; other users of this machine can see it.")
        private @Nullable String text;
    }

    @Override
    public Integer call() {
        var file = input.file();
        var target = hearth.target().orNamespace(file.flatMap(ClusterFile::namespace));
        var namespace = target.namespace().orElse("default");
        var name = input.name(file);
        var change = shape.change(Optional.empty());
        var object = file.map(found -> change.onto(found.object(), name, namespace))
                .orElseGet(() -> change.create(name, namespace));
        hearth.console().print(Rendering.of(object, this::secret));
        return Exit.DONE.code();
    }

    private String secret() {
        if (secret != null && secret.file != null) {
            return ClusterSecret.keptIn(secret.file);
        }
        if (secret != null && secret.text != null) {
            return ClusterSecret.of(secret.text);
        }
        hearth.console()
                .say("The secret in these manifests is a new one: applying them to a cluster that runs restarts all of"
                        + " it. Keep it from one time to the next with: --secret-file FILE");
        return ClusterSecret.generate();
    }
}
