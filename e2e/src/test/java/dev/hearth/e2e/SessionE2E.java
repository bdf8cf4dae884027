package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People at prompts. */
@RealKubernetes
@Order(Installed.LONG)
class SessionE2E {
    private static final String ARROW_UP = "\u001b[A";
    private static final String CTRL_C = "\u0003";
    private static final Duration NEVER_IDLE = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private TestNamespace namespace;
    private Shell shell;

    @BeforeAll
    void aCluster() {
        namespace = TestNamespace.withDemo("e2e-session", 1);
        shell = World.get().shell();
    }

    @AfterAll
    void removeAll() {
        namespace.close();
    }

    @AfterEach
    void nothingIsLeftBehind() {
        awaitNoDriver(Duration.ofMinutes(1));
    }

    private Terminal open(Shell place, String command) {
        // Small, because other tests may share the machine.
        return Terminal.open(place, "./hearth", "-n", namespace.name(), command, "demo", "--cores", "50m");
    }

    /** Not even one that is being deleted. */
    private void awaitNoDriver(Duration patience) {
        await("no driver is left")
                .atMost(patience)
                .until(() -> namespace
                        .client()
                        .pods()
                        .inNamespace(namespace.name())
                        .withLabels(Map.of("app.kubernetes.io/component", "driver"))
                        .list()
                        .getItems()
                        .isEmpty());
    }

    @Test
    void aPysparkSessionIsATerminalThatEndsAsItsUserWants() {
        try (var terminal = open(shell, "pyspark")) {
            terminal.await(">>> ")
                    .type("print('sum =', sc.parallelize(range(100)).sum())\n")
                    .await("sum = 4950")
                    .type("import sys; print('terminal', sys.stdin.isatty())\n")
                    .await("terminal True")
                    .type("exit(7)\n");
            assertThat(terminal.end()).isEqualTo(7);
        }
    }

    @Test
    void arrowKeysRecallWhatWasTypedAndCtrlCInterruptsAJobButNotThePrompt() {
        try (var terminal = open(shell, "pyspark")) {
            terminal.await(">>> ")
                    .type("answer = 6 * 7\n")
                    .await(">>> ")
                    .type(ARROW_UP + " - 1\n")
                    .await(">>> ")
                    .type("print('it is', answer)\n")
                    .await("it is 41");
            terminal.await(">>> ")
                    .type("import time; sc.parallelize(range(2), 2).map(lambda i: time.sleep(3600)).collect()\n")
                    .await("[Stage ")
                    .type(CTRL_C)
                    .await("KeyboardInterrupt")
                    .await(">>> ")
                    // PySpark itself tries to, and fails at its own lock ("reentrant call inside BufferedReader").
                    .type("sc.cancelAllJobs()\n")
                    .await(">>> ")
                    .type("print('sum =', sc.parallelize(range(10)).sum())\n")
                    .await("sum = 45")
                    .type("exit()\n");
            assertThat(terminal.end()).isZero();
        }
    }

    @Test
    void aProgramThatIsPipedInRunsAndEndsTheSession() {
        var program = "print('sum =', sc.parallelize(range(100)).sum())\nraise SystemExit(3)\n";
        var piped = shell.feed(program, "./hearth", "-n", namespace.name(), "pyspark", "demo", "--cores", "50m");
        assertThat(piped.out()).contains("sum = 4950");
        assertThat(piped.exit()).isEqualTo(3);
    }

    @Test
    void theSizeOfTheWindowArrivesAndSoDoesEveryChange() {
        try (var terminal = open(shell, "shell")) {
            terminal.await("$ ").resize(33, 111);
            terminal.typeUntil("stty size", "33 111\r\n").resize(44, 122);
            terminal.typeUntil("python3 -c 'import os; print(os.get_terminal_size())'", "columns=122, lines=44")
                    .type("exit 0\n");
            assertThat(terminal.end()).isZero();
        }
    }

    @Test
    void nothingIsAskedOfTheTerminalThatTheUsersKeysCouldBeTakenForTheAnswerTo() {
        try (var terminal = open(shell, "shell")) {
            terminal.await("$ ").type("exit 0\n");
            assertThat(terminal.end()).isZero();
            // Primary device attributes, which every terminal answers by what looks like keys.
            assertThat(terminal.screen()).doesNotContain("\u001b[c");
        }
    }

    @Test
    void aPasteOfAMegabyteArrivesWhole() {
        var paste = "0123456789abcdef".repeat(64 * 1024);
        try (var terminal = open(shell, "shell")) {
            // Raw, since a terminal that edits lines drops what comes faster than it is read; so does the nearest one.
            terminal.await("$ ")
                    .type("stty raw -echo; echo re''ady; head -c %d | md5sum; stty sane\n".formatted(paste.length()))
                    .await("ready")
                    .type(paste)
                    .await(md5(paste))
                    .type("exit 0\n");
            assertThat(terminal.end()).isZero();
        }
    }

    private static String md5(String text) {
        try {
            var digest = java.security.MessageDigest.getInstance("MD5");
            return java.util.HexFormat.of()
                    .formatHex(digest.digest(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSessionGoesWhenItsProgramIsKilled() {
        try (var terminal = open(shell, "shell")) {
            terminal.await("$ ").killProgram();
            awaitNoDriver(Duration.ofSeconds(15));
        }
    }

    @Test
    void aSessionGoesWhenItsWindowIsClosed() {
        try (var terminal = open(shell, "shell")) {
            terminal.await("$ ").closeWindow();
            awaitNoDriver(Duration.ofSeconds(15));
        }
    }

    @Test
    void aSessionThatNobodyTouchesOutlivesTheIdleLimitOfALoadBalancer() throws IOException {
        try (var wire = Wire.to(shell, Duration.ofSeconds(25));
                var terminal = open(wire.through(shell, folder), "shell")) {
            terminal.await("$ ");
            await("terminal and lifeline")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> wire.linksOlderThan(Duration.ofSeconds(75)) >= 2);
            terminal.type("echo still $((20 + 22))\n").await("still 42").type("exit 0\n");
            assertThat(terminal.end()).isZero();
        }
    }

    @Test
    void aNetworkThatSwallowsEverythingEndsTheSessionAtBothEnds() throws IOException {
        endsAtBothEnds(Wire::freeze, Duration.ofMinutes(2));
    }

    @Test
    void aConnectionThatIsCutEndsTheSessionAtBothEnds() throws IOException {
        endsAtBothEnds(Wire::cut, Duration.ofSeconds(15));
    }

    /** After such a fault of the network, the pod within the given time. */
    private void endsAtBothEnds(ThrowingConsumer<Wire> fault, Duration patience) throws IOException {
        try (var wire = Wire.to(shell, NEVER_IDLE);
                var terminal = open(wire.through(shell, folder), "shell")) {
            terminal.await("$ ");
            fault.accept(wire);
            terminal.await("was lost: the session is over");
            assertThat(terminal.end()).isEqualTo(1);
            awaitNoDriver(patience);
        }
    }
}
