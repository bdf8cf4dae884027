package dev.hearth.e2e;

import dev.hearth.node.Missing;
import dev.hearth.node.Node;
import dev.hearth.node.NodeState;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one Kubernetes of a test run: the embedded node, with the images and the operator, made by the commands that the
 * README names. A node that was there before is used and left running.
 */
final class World {
    private static final String SWITCH = "-Dhearth.e2e=off skips them all";

    /** What a user types with; script, of util-linux, is the terminal to type at. */
    private static final List<String> PROGRAMS = List.of("kubectl", "script", "python3");

    private static @Nullable World instance;

    private static @Nullable AssertionError failure;

    private final Shell shell;
    private final KubernetesClient client;

    private World() {
        var root = Path.of(System.getProperty("hearth.root"));
        var prepared = System.getProperty("hearth.e2e.kubeconfig", "");
        requirePrograms(program -> Shell.find(program).isPresent());
        var kubeconfig = prepared.isEmpty() ? Node.ofThisMachine().kubeconfig() : Path.of(prepared);
        shell = new Shell(root, Map.of("KUBECONFIG", kubeconfig.toString(), "NO_COLOR", "1", "HEARTH_NO_BUILD", "1"));
        if (prepared.isEmpty()) {
            startTheNode();
        }
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
                .build();
    }

    /** Fails with one line if some program is not there. */
    static void requirePrograms(Predicate<String> present) {
        var missing = PROGRAMS.stream().filter(present.negate()).toList();
        if (!missing.isEmpty()) {
            throw impossible(
                    "the tests type commands of " + String.join(", ", missing) + ", which this machine lacks.");
        }
    }

    /** Fails with one line if the machine lacks something that the node needs. */
    static void requireNothing(List<Missing> missing) {
        if (!missing.isEmpty()) {
            throw impossible(Missing.explanation(missing).replace("\n", " "));
        }
    }

    private static AssertionError impossible(String why) {
        return new AssertionError("No end-to-end test can run here (" + SWITCH + "): " + why);
    }

    private void startTheNode() {
        requireNothing(Node.ofThisMachine().missing());
        var found = Node.ofThisMachine().status().state() != NodeState.ABSENT;
        if (!found && !Boolean.getBoolean("hearth.e2e.keep")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> run("./hearth", "node", "down")));
        }
        run("./hearth", "node", "up");
        run("./hearth", "image", "build", "--load");
        run("./hearth", "install");
    }

    /** The one world; where none can be, every test class fails with the same line. */
    static synchronized World get() {
        if (failure != null) {
            throw failure;
        }
        if (instance == null) {
            try {
                instance = new World();
            } catch (RuntimeException e) {
                failure = new AssertionError("No end-to-end test can run here: " + e, e);
                throw failure;
            } catch (AssertionError e) {
                failure = e;
                throw e;
            }
        }
        return instance;
    }

    Shell shell() {
        return shell;
    }

    KubernetesClient client() {
        return client;
    }

    private void run(String... command) {
        System.out.println("> " + String.join(" ", command));
        System.out.println(shell.run(command).output());
    }
}
