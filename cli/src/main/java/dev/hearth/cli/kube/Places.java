package dev.hearth.cli.kube;

import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.node.NodeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the Kubernetes that the user means: their own comes first, the embedded node is for who has none. */
public final class Places {
    private static final Path IN_CLUSTER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final String EMBEDDED_CONTEXT = "hearth";
    private static final String KIND = "kind-";

    private final Target target;
    private final Map<String, String> environment;
    private final Path ofNode;

    private Places(Target target, Map<String, String> environment) {
        this.target = target;
        this.environment = environment;
        ofNode = NodeSettings.of(environment).kubeconfig();
    }

    /** The place for a command that cannot do without one. */
    public static Place require(Target target) {
        return find(target)
                .orElseThrow(() -> target.node()
                        ? Problem.failed("the embedded node does not run")
                                .advise("start it with: " + Program.call("node up"))
                        : Problem.failed("there is no Kubernetes to work on: you have no kubeconfig with a context, and"
                                        + " the embedded node does not run")
                                .advise("`" + Program.call("up")
                                        + "` starts a Kubernetes on this machine; for your own,"
                                        + " set KUBECONFIG or --kubeconfig"));
    }

    /** The place, if there is one. */
    public static Optional<Place> find(Target target) {
        return find(target, System.getenv());
    }

    static Optional<Place> find(Target target, Map<String, String> environment) {
        return new Places(target, environment).find();
    }

    private Optional<Place> find() {
        if (target.node()) {
            return embedded();
        }
        var files = target.kubeconfigFiles(environment);
        if (files.stream().noneMatch(Files::isRegularFile)) {
            return withoutFiles(files);
        }
        var kubeconfig = Kubeconfig.read(files);
        var login = kubeconfig.login(target.context());
        if (login.isPresent()) {
            return login.map(found -> place(found, files));
        }
        if (target.kubeconfig().isPresent() || !kubeconfig.contexts().isEmpty()) {
            throw Problem.failed("your kubeconfig " + kubeconfig + " has no current context")
                    .advise(kubeconfig.choice());
        }
        return withoutKubeconfig();
    }

    /** A file that was named and is not there was mistyped, except that of the node, which goes with the node. */
    private Optional<Place> withoutFiles(List<Path> files) {
        var named = target.kubeconfig().isPresent() || target.namesFiles(environment);
        if (named && !files.contains(ofNode)) {
            throw target.kubeconfig().isPresent()
                    ? Problem.failed("there is no kubeconfig " + files.getFirst())
                            .advise("correct the path; without --kubeconfig your usual kubeconfig is used")
                    : Problem.failed("there is no kubeconfig " + environment.get(Target.KUBECONFIG)
                                    + ", which KUBECONFIG names")
                            .advise("correct or unset KUBECONFIG, or add --node to use the embedded node");
        }
        target.context().ifPresent(context -> {
            throw Problem.failed("there is no context " + context + ", because you have no kubeconfig")
                    .advise("set KUBECONFIG or --kubeconfig to the file that has it");
        });
        return withoutKubeconfig();
    }

    private Optional<Place> withoutKubeconfig() {
        return Files.isReadable(IN_CLUSTER.resolve("token")) ? Optional.of(inCluster()) : embedded();
    }

    private Place place(Login login, List<Path> files) {
        return new Place(platform(login), namespace(login), files, Optional.of(login), environment);
    }

    private Platform platform(Login login) {
        var server = new Server(login.server());
        var cluster = login.cluster();
        if (login.ofMinikube() || (cluster.equals("minikube") && server.isNear())) {
            return new Platform.Minikube(cluster);
        }
        // kind calls the clusters so that it makes on this machine, but anybody may call another one so.
        if (cluster.startsWith(KIND) && server.isHere()) {
            return new Platform.Kind(cluster.substring(KIND.length()));
        }
        var own = embeddedLogin().filter(node -> node.server().equals(login.server()));
        return own.isPresent() ? new Platform.Embedded() : new Platform.Remote();
    }

    private Optional<Place> embedded() {
        return embeddedLogin()
                .map(login -> new Place(
                        new Platform.Embedded(), namespace(login), List.of(ofNode), Optional.of(login), environment));
    }

    /** By the context that the node itself wrote: people add others to its file and make them the current one. */
    private Optional<Login> embeddedLogin() {
        if (!Files.isReadable(ofNode)) {
            return Optional.empty();
        }
        var kubeconfig = Kubeconfig.read(List.of(ofNode));
        return kubeconfig.contexts().contains(EMBEDDED_CONTEXT)
                ? kubeconfig.login(Optional.of(EMBEDDED_CONTEXT))
                : Optional.empty();
    }

    private Place inCluster() {
        return new Place(
                new Platform.Remote(),
                target.namespace().orElseGet(() -> readString(IN_CLUSTER.resolve("namespace"))),
                List.of(),
                Optional.empty(),
                environment);
    }

    private String namespace(Login login) {
        return target.namespace().orElse(login.namespace());
    }

    private static String readString(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "default";
        }
    }
}
