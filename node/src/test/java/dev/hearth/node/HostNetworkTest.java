package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HostNetworkTest {

    @Test
    void countsItsOwnCablesAmongNobodysRoutes() {
        var routes = """
                default via 192.0.2.1 dev eth0
                10.98.0.0/16 via 10.99.0.2 dev it
                10.98.32.0/19 via 10.99.0.6 dev it-2
                10.99.0.4/30 dev it scope link metric 1000
                10.106.0.0/16 via 10.107.0.2 dev it-other
                blackhole 10.8.0.0/16
                """;

        assertThat(HostNetwork.beside(List.of("it", "it-2"), routes)).isEqualTo("""
                default via 192.0.2.1 dev eth0
                10.106.0.0/16 via 10.107.0.2 dev it-other
                blackhole 10.8.0.0/16""");
    }

    @Test
    void knowsTheRulesOfOneNodeFromThoseOfAnother() {
        var rule = "-A FORWARD -i it-2 -m comment --comment hearth-node -j ACCEPT";

        assertThat(new HostNetwork("it-2").ours(rule)).isTrue();
        assertThat(new HostNetwork("it").ours(rule)).isFalse();
    }
}
