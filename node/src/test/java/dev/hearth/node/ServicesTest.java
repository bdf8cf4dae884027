package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.node.Services.Supervision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServicesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            run: /n/services/etcd: (pid 43) 12s, normally down; run: log: (pid 40) 12s | true  | 43 | 12
            run: /n/services/etcd: (pid 43) 0s; run: log: (pid 40) 9s                  | true  | 43 | 0
            down: /n/services/etcd: 3s; run: log: (pid 40) 12s                         | false | 0  | 3
            fail: /n/services/etcd: runsv not running                                  | false | 0  | 0
            fail: /n/services/etcd: unable to change to service directory              | false | 0  | 0
            """)
    void understandsTheSupervisor(String status, boolean running, long pid, long seconds) {
        assertThat(Supervision.parse(status)).isEqualTo(new Supervision(running, pid, Duration.ofSeconds(seconds)));
    }

    @Test
    void takesASilentSupervisorForADeadOne(@TempDir Path home) {
        assertThat(new Services(new Layout(home)).supervisions(List.of("etcd", "kubelet")))
                .containsOnlyKeys("etcd", "kubelet")
                .allSatisfy(
                        (_, supervision) -> assertThat(supervision.running()).isFalse());
    }

    @Test
    void keepsArgumentsWholeWhateverIsInThem(@TempDir Path home) {
        var layout = new Layout(home);
        new Services(layout).define(new Component("echo", List.of("printf", "%s|", "a b", "it's", "$HOME", "*")));

        var run = layout.services().resolve("echo/run");

        assertThat(Command.of(run.toString()).output()).isEqualTo("a b|it's|$HOME|*|");
    }

    @Test
    void tellsAComponentWhatIsForItOnlyAndNobodyElse(@TempDir Path home) throws Exception {
        var layout = new Layout(home);
        var command = List.of("sh", "-c", "echo $HTTPS_PROXY");
        new Services(layout).define(new Component("proxied", command, Map.of("HTTPS_PROXY", "http://me:it's@proxy")));

        var run = layout.services().resolve("proxied/run");

        assertThat(Command.of(run.toString()).output()).isEqualTo("http://me:it's@proxy\n");
        assertThat(Files.getPosixFilePermissions(run)).hasSize(3);
    }

    @Test
    void countsRestarts(@TempDir Path home) {
        var layout = new Layout(home);
        var services = new Services(layout);
        services.define(new Component("true", List.of("true")));
        assertThat(services.restarts("true")).isZero();

        for (var start = 0; start < 3; start++) {
            Command.of(layout.services().resolve("true/run").toString()).output();
        }

        assertThat(services.restarts("true")).isEqualTo(2);
    }
}
