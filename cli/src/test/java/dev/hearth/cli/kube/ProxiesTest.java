package dev.hearth.cli.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hearth.cli.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    @TempDir
    private Path folder;

    private Place place(String server, String more, Map<String, String> environment) throws IOException {
        var file = Files.writeString(folder.resolve("config"), """
                current-context: c
                clusters: [{name: c, cluster: {server: "%s"%s}}]
                contexts: [{name: c, context: {cluster: c, user: u}}]
                users: [{name: u, user: {token: t}}]
                """.formatted(server, more));
        var all = new HashMap<>(environment);
        all.put("HEARTH_NODE_HOME", folder.resolve("node").toString());
        return Places.find(new Target(Optional.of(file), Optional.empty(), Optional.empty(), false), all)
                .orElseThrow();
    }

    @Test
    void theQuickReaderIsForWhomNoProxyStandsInTheWay() throws IOException {
        var none = place("https://k8s.example.org", "", Map.of());
        assertThat(none.reader()).isInstanceOf(PlainReader.class);
        assertThat(none.config().getHttpsProxy()).isNull();
        var some = place("https://k8s.example.org", "", Map.of("HTTPS_PROXY", "http://proxy:3128"));
        assertThat(some.reader()).isInstanceOf(ClientReader.class);
        assertThat(some.config().getHttpsProxy()).isEqualTo("http://proxy:3128");
    }

    @Test
    void theKubeconfigsProxyComesFirst() throws IOException {
        var place = place(
                "https://k8s.example.org",
                ", proxy-url: \"http://inner:1080\"",
                Map.of("HTTPS_PROXY", "http://outer:3128", "NO_PROXY", "*"));
        assertThat(place.reader()).isInstanceOf(ClientReader.class);
        assertThat(place.config().getHttpsProxy()).isEqualTo("http://inner:1080");
        assertThat(place("https://k8s.example.org", ", proxy-url: \"http://inner\"", Map.of())
                        .config()
                        .getHttpsProxy())
                .isEqualTo("http://inner:80");
    }

    @Test
    void aProxyThatCannotBeUsedIsRefusedInASentence() {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> place("https://k8s.example.org", "", Map.of("HTTPS_PROXY", "socks5://proxy:1080")))
                .withMessageContaining("the proxy socks5://proxy:1080");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://k8s.example.org     | example.org             | true
            https://k8s.example.org     | other, .example.org     | true
            https://k8s.example.org     | *.example.org           | true
            https://k8s.example.org     | K8S.example.org:443     | true
            https://k8s.example.org     | k8s.example.org:8443    | false
            https://k8s.example.org     | ample.org               | false
            https://k8s.example.org     | *                       | true
            https://k8s.example.org     | 10.0.0.0/8              | false
            https://10.1.2.3:6443       | 10.0.0.0/8              | true
            https://10.1.2.3:6443       | 10.2.0.0/16,10.1.2.3/32 | true
            https://10.1.2.3:6443       | 10.2.0.0/16             | false
            https://10.1.2.3:6443       | 10.1.2.3                | true
            https://[fd00::1]:6443      | fd00::/8                | true
            https://127.0.0.1:6443      | none                    | true
            https://localhost:6443      | none                    | true
            """)
    void exceptionsAreThoseOfKubectl(String server, String exceptions, boolean direct) throws IOException {
        var place = place(server, "", Map.of("https_proxy", "proxy:3128", "no_proxy", exceptions));
        assertThat(place.config().getHttpsProxy()).isEqualTo(direct ? null : "http://proxy:3128");
        assertThat(place.config().getNoProxy()).isEmpty();
        assertThat(place.reader() instanceof PlainReader).isEqualTo(direct);
    }
}
