package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ResolversTest {

    @Test
    void takesOnlyServersThatTheNodeCanReach() {
        var resolvers = Resolvers.parse("""
                # a stub on the loopback is the host's own
                search corp.example
                nameserver 127.0.0.53
                nameserver 192.0.2.53
                nameserver fe80::1
                nameserver 198.51.100.53
                """);

        assertThat(resolvers.resolvConf()).isEqualTo("nameserver 192.0.2.53\nnameserver 198.51.100.53\n");
        assertThat(resolvers.corefileLine()).isEqualTo("forward . 192.0.2.53 198.51.100.53");
    }

    @Test
    void forwardsNothingWhereThereIsNobodyToAsk() {
        assertThat(Resolvers.parse("nameserver 127.0.0.1\n").corefileLine()).isEmpty();
    }
}
