package dev.hearth.cli.session;

import dev.hearth.api.SparkCluster;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.problem.Program;
import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.RawTerminal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sessions at a terminal: a program in a driver pod of its own, as if it ran here. */
public record Sessions(KubernetesClient client, SparkCluster cluster, Console console) {
    /** How often to look whether the other end is still there. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Connections that are idle for longer are closed on the way, by load balancers for example. */
    private static final int LOOKS_UNTIL_IDLE = 10;

    /** Runs a program, and returns its exit code when it has ended. The pod is gone then. */
    public int run(DriverShape shape, List<String> program) {
        var command = new ArrayList<String>(List.of("env", "TERM=" + terminalType(System.getenv("TERM"))));
        command.addAll(program);
        var wanted = new Driver.Wanted(shape, Scripts.command("session.sh", command), true, false);
        try (var driver = Driver.start(client, cluster, wanted, console)) {
            try (var step = console.step(
                    "Starting a driver in cluster " + cluster.getMetadata().getName())) {
                driver.awaitStart(step);
                step.done("Driver " + driver.name());
            }
            if (!attach(driver)) {
                // The prompt's line is still open.
                console.say("");
                throw Problem.failed("the connection to " + driver.name() + " was lost: the session is over")
                        .advise("its pod ends by itself; run the command again for a new session");
            }
            return driver.awaitExit();
        }
    }

    /** Whether the program has ended; otherwise the connection has. */
    private boolean attach(Driver driver) {
        var output = new FileOutputStream(FileDescriptor.out);
        try (var lifeline = Lifeline.to(driver.endpoint(), Driver.CONTAINER);
                var terminal = console.input() ? RawTerminal.open() : RawTerminal.absent();
                var process = PodProcess.attach(driver.endpoint(), Driver.CONTAINER, output)) {
            terminal.onResize(process::resize);
            process.input().write('\n');
            var keyboard = new Keyboard(new FileInputStream(FileDescriptor.in), console.input(), LOOK);
            var _ = Thread.ofPlatform().daemon().start(() -> keyboard.passTo(process.input()));
            return awaitEnd(process, lifeline, keyboard);
        } catch (IOException e) {
            throw Problem.failed("cannot attach to " + driver.name() + ": " + e.getMessage())
                    .advise("run the command again for a new session; `" + Program.call("doctor")
                            + "` shows what works")
                    .because(e);
        }
    }

    private static boolean awaitEnd(PodProcess process, Lifeline lifeline, Keyboard keyboard) {
        try {
            for (var looks = 1; process.await(LOOK).isEmpty(); looks++) {
                if (keyboard.isGone() || lifeline.isBroken()) {
                    // Both connections break when the program ends; its end may be told a moment later.
                    return process.await(LOOK).isPresent();
                }
                if (looks % LOOKS_UNTIL_IDLE == 0) {
                    process.keepAlive();
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A terminal type that every image knows: their lists are short, and an unknown one switches line editing off. */
    static String terminalType(@org.jspecify.annotations.Nullable String local) {
        var known = List.of("xterm", "screen", "tmux", "linux", "vt100", "vt220", "rxvt", "dumb");
        return Optional.ofNullable(local)
                .filter(type -> known.contains(type) || known.contains(type.replace("-256color", "")))
                .orElse("xterm-256color");
    }
}
