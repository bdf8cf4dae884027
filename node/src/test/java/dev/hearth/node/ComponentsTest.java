package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ComponentsTest {

    private static final String SILENCE = "--node-monitor-grace-period=20s";

    private final Members members = new Members(new NodeSettings("it", Path.of("/home"), Path.of("/cache")));

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void runsWhatTheStatusLooksFor(int number) {
        assertThat(components(number, true).all())
                .extracting(Component::name)
                .containsExactlyElementsOf(Components.names(members.get(number)));
    }

    @Test
    void startsNothingOfTheControlPlaneOnFurtherNodes() {
        assertThat(components(2, true).all())
                .extracting(Component::name)
                .containsExactly("containerd", "kubelet", "kube-proxy", "network-policies");
    }

    @Test
    void givesEachKubeletItsOwnNameAndAddress() {
        assertThat(components(2, true).all())
                .filteredOn(component -> component.name().equals("kubelet"))
                .first()
                .satisfies(kubelet -> assertThat(kubelet.command())
                        .contains("--hostname-override=it-2", "--node-ip=10.99.0.6")
                        .contains("--config=/home/nodes/2/config/kubelet.yaml"));
    }

    @Test
    void missesANodeSoonerWhereThereAreSeveral() {
        assertThat(components(1, true).controllerManager().command()).contains(SILENCE);
        assertThat(components(1, false).controllerManager().command()).doesNotContain(SILENCE);
    }

    private Components components(int number, boolean several) {
        return new Components(
                members.get(number),
                several,
                Addresses.parse("10.99.0.0/30 10.98.0.0/16 10.96.0.0/16"),
                new Certificates(Path.of("/home/pki")),
                Path.of("/cache/kubernetes"),
                Path.of("/cache/coredns"));
    }
}
