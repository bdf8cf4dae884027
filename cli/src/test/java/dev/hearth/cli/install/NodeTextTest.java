package dev.hearth.cli.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.cli.terminal.Style;
import dev.hearth.node.ComponentStatus;
import dev.hearth.node.Fault;
import dev.hearth.node.MemberStatus;
import dev.hearth.node.NodeState;
import dev.hearth.node.NodeStatus;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class NodeTextTest {
    private static final Style PLAIN = new Style(false, false);
    private static final MemberStatus FIRST = new MemberStatus(1, "hearth", Set.of());

    private static NodeText text(List<MemberStatus> nodes, ComponentStatus... components) {
        return new NodeText(new NodeStatus(
                NodeState.RUNNING,
                "v1.35.4",
                nodes,
                List.of(components),
                Optional.of(URI.create("https://10.99.0.2:6443")),
                Path.of("/node/kubeconfig"),
                List.of()));
    }

    private static ComponentStatus kubelet(String node) {
        return new ComponentStatus(
                node, "kubelet", true, OptionalLong.of(7), Duration.ofMinutes(5), 0, Path.of("/log", node));
    }

    @Test
    void namesNoNodeWhereThereIsOne() {
        assertThat(text(List.of(FIRST), kubelet("hearth")).text(PLAIN)).isEqualTo("""
                ok runs, Kubernetes v1.35.4 at https://10.99.0.2:6443

                COMPONENT   STATE     PID   FOR   RESTARTS   LOG
                kubelet     running   7     5m    0          /log/hearth

                export KUBECONFIG=/node/kubeconfig""");
    }

    @Test
    void saysWhatWasDoneToWhichNode() {
        var nodes = List.of(
                FIRST,
                new MemberStatus(2, "hearth-2", Set.of(Fault.PARTITIONED, Fault.FROZEN)),
                new MemberStatus(3, "hearth-3", Set.of(Fault.KILLED)));

        var text = text(nodes, kubelet("hearth"), kubelet("hearth-2"));

        assertThat(text.runs()).isTrue();
        assertThat(text.text(PLAIN)).isEqualTo("""
                ok runs with 3 nodes, Kubernetes v1.35.4 at https://10.99.0.2:6443
                  node 2 (hearth-2) was frozen and partitioned; bring it back with: hearth node heal 2
                  node 3 (hearth-3) was killed; bring it back with: hearth node heal 3

                NODE       COMPONENT   STATE     PID   FOR   RESTARTS   LOG
                hearth     kubelet     running   7     5m    0          /log/hearth
                hearth-2   kubelet     running   7     5m    0          /log/hearth-2

                export KUBECONFIG=/node/kubeconfig""");
        assertThat(text.data().get("nodes"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(Map.of("number", 3, "name", "hearth-3", "faults", List.of("killed")));
    }
}
