package dev.hearth.cli.session;

import dev.hearth.api.SparkCluster;
import dev.hearth.cli.problem.Exit;
import dev.hearth.cli.problem.Problem;
import dev.hearth.cli.terminal.Console;
import dev.hearth.cli.terminal.RawTerminal;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sessions at a terminal: a program in a driver pod of its own, as if it ran here. */
public record Sessions(KubernetesClient client, SparkCluster cluster, Console console) {
    /** How long a process may take to end once nobody is attached any more. */
    private static final Duration END_PATIENCE = Duration.ofSeconds(20);

    private static final byte[] END_OF_INPUT = {4};

    /** Runs a program, and returns its exit code when it has ended. The pod is gone then. */
    public int run(DriverShape shape, List<String> program) {
        var command = new ArrayList<String>(List.of("env", "TERM=" + terminalType(System.getenv("TERM"))));
        command.addAll(program);
        try (var driver = Driver.start(client, cluster, shape, Scripts.command("session.sh", command), true)) {
            try (var step = console.step(
                    "Starting a driver in cluster " + cluster.getMetadata().getName())) {
                driver.awaitStart(step);
                step.done("Driver " + driver.name());
            }
            attach(driver);
            return driver.awaitExit(END_PATIENCE).orElseGet(() -> lost(driver));
        }
    }

    private int lost(Driver driver) {
        console.say(
                console.errStyle().warning("The connection to " + driver.name() + " was lost; the session is over."));
        return Exit.FAILED.code();
    }

    private void attach(Driver driver) {
        var output = new FileOutputStream(FileDescriptor.out);
        try (var terminal = console.input() ? RawTerminal.open() : RawTerminal.absent()) {
            var listener = new AttachListener();
            try (var watch = driver.container()
                            .redirectingInput()
                            .writingOutput(output)
                            .withTTY()
                            .usingListener(listener)
                            .attach();
                    var _ = driver.container()
                            .redirectingInput()
                            .exec(Scripts.command("lifeline.sh", List.of()).toArray(String[]::new))) {
                listener.awaitOpen();
                terminal.onResize(watch::resize);
                watch.getInput().write('\n');
                watch.getInput().flush();
                var _ = Thread.ofPlatform().daemon().start(() -> pump(watch.getInput()));
                listener.awaitClose();
            }
        } catch (IOException e) {
            throw Problem.failed("cannot attach to " + driver.name() + ": " + e.getMessage())
                    .because(e);
        }
    }

    private void pump(OutputStream remote) {
        var buffer = new byte[8192];
        try (var input = new FileInputStream(FileDescriptor.in)) {
            for (var length = input.read(buffer); length >= 0; length = input.read(buffer)) {
                remote.write(buffer, 0, length);
                remote.flush();
            }
            remote.write(END_OF_INPUT);
            remote.flush();
        } catch (IOException e) {
            // The session is over: its listener says so.
            return;
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
