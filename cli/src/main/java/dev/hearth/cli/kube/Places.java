package dev.hearth.cli.kube;

import dev.hearth.cli.problem.Problem;
import dev.hearth.node.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the Kubernetes that the user means: their own comes first, the embedded node is for who has none. */
public final class Places {
    private static final Path IN_CLUSTER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private static final String EMBEDDED_CONTEXT = "hearth";

    private Places() {}

    /** The place for a command that cannot do without one. */
    public static Place require(Target target) {
        return find(target)
                .orElseThrow(() -> target.node()
                        ? Problem.failed("the embedded node does not run").advise("start it with: hearth node up")
                        : Problem.failed(
                                        "there is no Kubernetes to work on: your kubeconfig has no current context and the"
                                                + " embedded node does not run")
                                .advise(
                                        "`hearth up` starts a Kubernetes on this machine; for your own, set KUBECONFIG or"
                                                + " --kubeconfig"));
    }

    /** The place, if there is one. */
    public static Optional<Place> find(Target target) {
        if (target.node()) {
            return embedded(target);
        }
        var kubeconfig = Kubeconfig.read(target.kubeconfigFiles());
        var login = kubeconfig.login(target.context());
        if (login.isPresent()) {
            return login.map(found -> place(found, target));
        }
        refuseWrongNames(target, kubeconfig);
        if (Files.isReadable(IN_CLUSTER.resolve("token"))) {
            return Optional.of(inCluster(target));
        }
        return embedded(target);
    }

    private static void refuseWrongNames(Target target, Kubeconfig kubeconfig) {
        target.kubeconfig().filter(file -> !Files.isRegularFile(file)).ifPresent(file -> {
            throw Problem.failed("there is no kubeconfig " + file);
        });
        target.context().ifPresent(context -> {
            var known = kubeconfig.contexts();
            throw Problem.failed("your kubeconfig has no context " + context)
                    .advise(known.isEmpty() ? "it has none at all" : "it has: " + String.join(", ", known));
        });
    }

    private static Place place(Login login, Target target) {
        return new Place(
                platform(login),
                target.namespace().orElse(login.namespace()),
                target.kubeconfigFiles(),
                Optional.of(login));
    }

    private static Platform platform(Login login) {
        if (login.provider().filter("minikube.sigs.k8s.io"::equals).isPresent()
                || login.context().equals("minikube")) {
            return new Platform.Minikube(login.context());
        }
        if (login.context().startsWith("kind-")) {
            return new Platform.Kind(login.context().substring("kind-".length()));
        }
        var own = embeddedLogin().filter(node -> node.server().equals(login.server()));
        return own.isPresent() ? new Platform.Embedded() : new Platform.Remote();
    }

    private static Optional<Place> embedded(Target target) {
        return embeddedLogin()
                .map(login -> new Place(
                        new Platform.Embedded(),
                        target.namespace().orElse(login.namespace()),
                        List.of(Node.ofThisMachine().kubeconfig()),
                        Optional.of(login)));
    }

    /** By the context that the node itself wrote: people add others to its file and make them the current one. */
    private static Optional<Login> embeddedLogin() {
        var file = Node.ofThisMachine().kubeconfig();
        return Files.isReadable(file)
                ? Kubeconfig.read(List.of(file)).login(Optional.of(EMBEDDED_CONTEXT))
                : Optional.empty();
    }

    private static Place inCluster(Target target) {
        return new Place(
                new Platform.Remote(),
                target.namespace().orElseGet(() -> readString(IN_CLUSTER.resolve("namespace"))),
                List.of(),
                Optional.empty());
    }

    private static String readString(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (java.io.IOException e) {
            return "default";
        }
    }
}
