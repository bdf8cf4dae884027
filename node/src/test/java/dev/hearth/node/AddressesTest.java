package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class AddressesTest {

    private static final String HOST = """
            default via 192.0.2.1 dev eth0
            192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.2
            """;

    @Test
    void takesTheUsualAddressesOnAnOrdinaryMachine() {
        var addresses = Addresses.beside(HOST);

        assertThat(addresses.toText()).isEqualTo("10.99.0.0/30 10.98.0.0/16 10.96.0.0/16\n");
        assertThat(addresses.host()).isEqualTo("10.99.0.1");
        assertThat(addresses.node()).isEqualTo("10.99.0.2");
        assertThat(addresses.dns()).isEqualTo("10.96.0.10");
    }

    @Test
    void stepsAsideForAnotherNode() {
        var addresses = Addresses.beside(HOST + "10.98.0.0/16 via 10.99.0.2 dev hearth\n");

        assertThat(addresses.pods()).hasToString("10.106.0.0/16");
    }

    @Test
    void leavesTheTensToAVirtualPrivateNetworkThatTakesThemAll() {
        var addresses = Addresses.beside(HOST + "10.0.0.0/8 dev tun0\n");

        assertThat(addresses.pods()).hasToString("172.30.0.0/16");
    }

    @Test
    void respectsRoutesThatLeadNowhere() {
        assertThat(Addresses.beside("unreachable 10.96.0.0/11\n").services()).hasToString("10.128.0.0/16");
    }

    @Test
    void saysSoWhenEveryNetworkIsTaken() {
        assertThatThrownBy(() -> Addresses.beside("10.0.0.0/8 dev tun0\n172.16.0.0/12 dev tun0\n"))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("VPN");
    }

    @Test
    void readsWhatItWrote() {
        var addresses = Addresses.beside(HOST);

        assertThat(Addresses.parse(addresses.toText())).isEqualTo(addresses);
    }

    @Test
    void noticesARouteThatCameLater() {
        var addresses = Addresses.beside(HOST);

        assertThat(addresses.collision(HOST)).isEmpty();
        assertThat(addresses.collision("10.96.4.0/24 dev tun0")).contains(Subnet.parse("10.96.4.0/24"));
    }
}
