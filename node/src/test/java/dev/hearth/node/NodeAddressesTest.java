package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeAddressesTest {

    private static final Addresses CLUSTER = Addresses.parse("10.99.0.0/30 10.98.0.0/16 10.96.0.0/16");

    @ParameterizedTest
    @CsvSource({
        "1, 10.99.0.1, 10.99.0.2, 10.98.0.0/19",
        "2, 10.99.0.5, 10.99.0.6, 10.98.32.0/19",
        "5, 10.99.0.17, 10.99.0.18, 10.98.128.0/19"
    })
    void givesEachNodeACableAndARangeForItsPods(int number, String host, String node, String pods) {
        var addresses = CLUSTER.of(number);

        assertThat(addresses.host()).isEqualTo(host);
        assertThat(addresses.node()).isEqualTo(node);
        assertThat(addresses.pods()).hasToString(pods);
    }

    @Test
    void givesNothingTwice() {
        var ranges = IntStream.rangeClosed(1, Node.MOST_NODES)
                .mapToObj(CLUSTER::of)
                .flatMap(addresses -> Stream.of(addresses.link(), addresses.pods()))
                .toList();

        for (var range : ranges) {
            assertThat(ranges).filteredOn(range::overlaps).containsExactly(range);
        }
    }

    @Test
    void sendsServicesAndWhatNoOtherNodeHasToTheFirst() {
        assertThat(CLUSTER.of(1).routed()).containsExactly(CLUSTER.pods(), CLUSTER.services());
        assertThat(CLUSTER.of(2).routed()).containsExactly(Subnet.parse("10.98.32.0/19"));
    }

    @Test
    void countsEveryNodeAndPodAmongTheNeighbours() {
        for (var number = 1; number <= Node.MOST_NODES; number++) {
            var addresses = CLUSTER.of(number);

            assertThat(CLUSTER.of(1).neighbours())
                    .anyMatch(addresses.link()::overlaps)
                    .anyMatch(addresses.pods()::overlaps);
        }
    }

    @Test
    void noticesThatTheCableOfOneMoreNodeWouldCrossARoute() {
        assertThat(CLUSTER.collision("10.99.0.4/30 dev tun0", 2)).contains(Subnet.parse("10.99.0.4/30"));
        assertThat(CLUSTER.collision("10.99.0.4/30 dev tun0", 3)).isEmpty();
    }
}
