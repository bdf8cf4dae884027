package dev.hearth.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void homeWithoutAnything() {
        environment.put("HOME", folder.resolve("home").toString());
        environment.put("HEARTH_NODE_HOME", folder.resolve("node").toString());
    }

    private Path write(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static String kubeconfig(String context, String cluster, String server) {
        return """
                current-context: %1$s
                clusters: [{name: %2$s, cluster: {server: "%3$s"}}]
                contexts: [{name: %1$s, context: {cluster: %2$s, user: me}}, {name: other, context: {cluster: %2$s}}]
                users: [{name: me, user: {token: t}}]
                """.formatted(context, cluster, server);
    }

    private void startNode() throws IOException {
        write("node/kubeconfig", kubeconfig("hearth", "hearth", "https://10.99.0.2:6443"));
    }

    private static Target target() {
        return new Target(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    private static Target file(Path file) {
        return new Target(Optional.of(file), Optional.empty(), Optional.empty(), false);
    }

    private static Target context(String context) {
        return new Target(Optional.empty(), Optional.of(context), Optional.empty(), false);
    }

    private Optional<String> found(Target target) {
        return Places.find(target, environment).map(Place::description);
    }

    private ThrowableAssertAlternative<Problem> failure(Target target) {
        return assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> Places.find(target, environment))
                .satisfies(problem ->
                        assertThat(problem.advice()).as("what to do next").isPresent());
    }

    @Test
    void eachSourceGivesWayToTheOneBeforeIt() throws IOException {
        assertThat(found(target())).isEmpty();
        startNode();
        assertThat(found(target())).contains("the embedded node");
        write("home/.kube/config", kubeconfig("usual", "c", "https://usual"));
        assertThat(found(target())).contains("context usual");
        environment.put(
                "KUBECONFIG",
                write("variable", kubeconfig("variable", "c", "https://v")).toString());
        assertThat(found(target())).contains("context variable");
        var flag = write("flag", kubeconfig("flag", "c", "https://f"));
        assertThat(found(file(flag))).contains("context flag");
        assertThat(found(new Target(Optional.of(flag), Optional.empty(), Optional.empty(), true)))
                .contains("the embedded node");
    }

    @Test
    void theNodeAskedForByNameIsNeverReplacedByAnother() throws IOException {
        write("home/.kube/config", kubeconfig("usual", "c", "https://usual"));
        assertThat(found(new Target(Optional.empty(), Optional.empty(), Optional.empty(), true)))
                .isEmpty();
    }

    @Test
    void theNodeHasNoContextsToChooseFrom() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> new Target(Optional.empty(), Optional.of("a"), Optional.empty(), true))
                .withMessageContaining("--node and --context exclude each other")
                .satisfies(problem -> assertThat(problem.exit()).isEqualTo(Exit.USAGE));
    }

    @Test
    void aFileThatIsNotThereIsAMistake() throws IOException {
        startNode();
        failure(file(folder.resolve("typo"))).withMessage("there is no kubeconfig " + folder.resolve("typo"));
        environment.put("KUBECONFIG", folder.resolve("a") + File.pathSeparator + folder.resolve("b"));
        failure(target()).withMessageContaining("which KUBECONFIG names");
        write("b", kubeconfig("second", "c", "https://second"));
        assertThat(found(target())).as("one of several is enough").contains("context second");
    }

    @Test
    void theNodesOwnFileGoesWithTheNode() throws IOException {
        environment.put("KUBECONFIG", folder.resolve("node/kubeconfig").toString());
        assertThat(found(target())).isEmpty();
        assertThat(found(file(folder.resolve("node/kubeconfig")))).isEmpty();
        startNode();
        assertThat(found(target())).contains("the embedded node");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "contexts: []", "current-context: ''"})
    void aKubeconfigWithoutAnyContextIsNone(String content) throws IOException {
        startNode();
        write("home/.kube/config", content);
        assertThat(found(target())).contains("the embedded node");
        failure(file(folder.resolve("home/.kube/config"))).withMessageEndingWith("has no current context");
    }

    @Test
    void contextsOfWhichNoneIsCurrentAreToBeChosenFrom() throws IOException {
        startNode();
        write("home/.kube/config", kubeconfig("a", "c", "https://c").replace("current-context: a", ""));
        failure(target())
                .withMessageEndingWith("has no current context")
                .satisfies(problem -> assertThat(problem.advice().orElseThrow()).contains("a, other"));
        assertThat(found(context("a"))).contains("context a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            current-context: a | current-context: gone   | the current context gone of your kubeconfig
            cluster: c,        | cluster: gone,          | names the cluster gone, which it does not have
            user: me           | user: gone              | names the user gone, whom it does not have
            server:            | address:                | names a cluster without a server address
            """)
    void namesThatLeadNowhereAreMistakes(String right, String wrong, String message) throws IOException {
        startNode();
        write("home/.kube/config", kubeconfig("a", "c", "https://c").replace(right, wrong));
        failure(target()).withMessageContaining(message);
    }

    @Test
    void aMistypedContextShowsThoseThereAre() throws IOException {
        write("home/.kube/config", kubeconfig("a", "c", "https://c"));
        failure(context("b"))
                .withMessageEndingWith("has no context b")
                .satisfies(problem -> assertThat(problem.advice().orElseThrow()).endsWith(": a, other"));
        Files.delete(folder.resolve("home/.kube/config"));
        failure(context("b")).withMessageContaining("you have no kubeconfig");
    }

    @ParameterizedTest
    @CsvSource({
        "kind-lab, https://127.0.0.1:38123, kind (lab)",
        "kind-lab, https://localhost:38123, kind (lab)",
        "kind-lab, https://[::1]:38123, kind (lab)",
        "kind-lab, https://0.0.0.0:38123, kind (lab)",
        "kind-lab, https://203.0.113.7, context x",
        "kind-lab, https://kind.example.org, context x",
        "lab, https://127.0.0.1:38123, context x",
        "minikube, https://192.168.49.2:8443, minikube (minikube)",
        "minikube, https://127.0.0.1:32769, minikube (minikube)",
        "minikube, https://minikube.example.org, context x",
    })
    void clustersOfThisMachineAreKnownByNameAndAddress(String cluster, String server, String description)
            throws IOException {
        write("home/.kube/config", kubeconfig("x", cluster, server));
        assertThat(found(target())).contains(description);
    }

    @Test
    void kindMayListenOnAnyAddressOfThisMachine() throws IOException {
        var own = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(InetAddress::getHostAddress)
                .filter(address -> !address.contains(":") && !address.startsWith("127."))
                .findFirst();
        if (own.isPresent()) {
            write("home/.kube/config", kubeconfig("x", "kind-lab", "https://" + own.get() + ":6443"));
            assertThat(found(target())).contains("kind (lab)");
        }
    }

    @Test
    void theNodeIsKnownUnderAnyName() throws IOException {
        startNode();
        write("home/.kube/config", kubeconfig("mine", "mine", "https://10.99.0.2:6443"));
        assertThat(found(target())).contains("the embedded node");
    }
}
