package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubnetTest {

    @ParameterizedTest
    @CsvSource({
        "10.98.0.0/16, 10.98.0.0/16, true",
        "10.98.0.0/16, 10.98.7.1, true",
        "10.98.0.0/16, 10.0.0.0/8, true",
        "10.98.0.0/16, 10.99.0.0/30, false",
        "192.168.1.0/24, 192.168.2.0/24, false",
        "192.168.1.0/24, 0.0.0.0/0, true",
    })
    void knowsWhetherRangesOverlap(String one, String other, boolean overlap) {
        assertThat(Subnet.parse(one).overlaps(Subnet.parse(other))).isEqualTo(overlap);
        assertThat(Subnet.parse(other).overlaps(Subnet.parse(one))).isEqualTo(overlap);
    }

    @Test
    void countsAddressesFromTheNetworksOwn() {
        assertThat(Subnet.parse("10.96.0.0/16").address(10)).isEqualTo("10.96.0.10");
        assertThat(Subnet.parse("192.168.255.252/30").address(2)).isEqualTo("192.168.255.254");
    }

    @Test
    void dropsTheHostPartOfAnAddress() {
        assertThat(Subnet.parse("10.98.3.4/16")).hasToString("10.98.0.0/16");
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThatThrownBy(() -> Subnet.parse("10.98/16")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Subnet.parse("10.98.0.0/33")).isInstanceOf(IllegalArgumentException.class);
    }
}
