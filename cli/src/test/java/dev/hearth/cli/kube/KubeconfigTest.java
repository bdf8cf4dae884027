package dev.hearth.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
    private static final String MINIKUBE = """
            current-context: mini
            clusters:
            - name: mini
              cluster:
                server: https://192.168.49.2:8443
                certificate-authority: ca.crt
                extensions:
                - {name: cluster_info, extension: {provider: minikube.sigs.k8s.io}}
            contexts: [{name: mini, context: {cluster: mini, user: mini, namespace: team}}]
            users: [{name: mini, user: {client-certificate-data: Q0VSVA==, client-key-data: S0VZ}}]
            """;
    private static final String CLOUD = """
            current-context: cloud
            clusters:
            - {name: cloud, cluster: {server: "https://cloud"}}
            - {name: kind-lab, cluster: {server: "https://127.0.0.1:38123"}}
            - {name: kind-far, cluster: {server: "https://cloud"}}
            contexts:
            - {name: cloud, context: {cluster: cloud, user: cloud}}
            - {name: kind-lab, context: {cluster: kind-lab, user: static}}
            - {name: kind-far, context: {cluster: kind-far, user: static}}
            users:
            - {name: cloud, user: {exec: {command: aws}}}
            - {name: static, user: {token: abc}}
            """;

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private Target target(Path... files) {
        return new Target(Optional.of(files[0]), Optional.empty(), Optional.empty(), false);
    }

    @Test
    void readsTheCurrentContextWithFilesBesideIt() throws IOException {
        file("ca.crt", "CA\n");
        var login = Kubeconfig.read(List.of(file("config", MINIKUBE)))
                .login(Optional.empty())
                .orElseThrow();
        assertThat(login.context()).isEqualTo("mini");
        assertThat(login.namespace()).isEqualTo("team");
        assertThat(login.authority()).contains("CA");
        assertThat(login.certificate()).contains("CERT");
        assertThat(login.key()).contains("KEY");
        assertThat(login.plain()).isTrue();
    }

    @Test
    void theFirstOfSeveralFilesWins() throws IOException {
        file("ca.crt", "CA");
        var both = Kubeconfig.read(List.of(file("a", CLOUD), folder.resolve("missing"), file("b", MINIKUBE)));
        assertThat(both.login(Optional.empty()).orElseThrow().context()).isEqualTo("cloud");
        assertThat(both.login(Optional.of("mini")).orElseThrow().context()).isEqualTo("mini");
        assertThat(both.contexts()).containsExactly("cloud", "kind-lab", "kind-far", "mini");
    }

    @Test
    void aLoginThatNeedsAProgramIsLeftToTheFullClient() throws IOException {
        var kubeconfig = Kubeconfig.read(List.of(file("a", CLOUD)));
        assertThat(kubeconfig.login(Optional.empty()).orElseThrow().plain()).isFalse();
        assertThat(kubeconfig.login(Optional.of("kind-lab")).orElseThrow().plain())
                .isTrue();
    }

    @Test
    void knowsMinikubeAndKindByTheirMarks() throws IOException {
        file("ca.crt", "CA");
        var mini = Places.find(target(file("config", MINIKUBE))).orElseThrow();
        assertThat(mini.platform()).isEqualTo(new Platform.Minikube("mini"));
        assertThat(mini.namespace()).isEqualTo("team");
        var kind = new Target(Optional.of(file("a", CLOUD)), Optional.of("kind-lab"), Optional.of("mine"), false);
        assertThat(Places.find(kind).orElseThrow().platform()).isEqualTo(new Platform.Kind("lab"));
        assertThat(Places.find(kind).orElseThrow().namespace()).isEqualTo("mine");
        var far = new Target(Optional.of(file("a", CLOUD)), Optional.of("kind-far"), Optional.empty(), false);
        assertThat(Places.find(far).orElseThrow().platform()).isEqualTo(new Platform.Remote());
        assertThat(Places.find(target(file("a", CLOUD))).orElseThrow().platform())
                .isEqualTo(new Platform.Remote());
    }
}
