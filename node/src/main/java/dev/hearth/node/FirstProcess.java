package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The start of the first process in the node's namespaces.
 *
 * @param handshake where that process writes its number on the host when everything around it is in place
 * @param log what it says until then
 */
record FirstProcess(Path handshake, Path log) {

    /** Not the rest: proxies would come between the components, and etcd obeys every variable that begins with its name. */
    private static final List<String> INHERITED = List.of("PATH", "HOME");

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Runs the command that becomes or makes that process and returns it when it is ready. */
    ProcessIdentity start(Command command) {
        var maker = run(command);
        try {
            Await.until(PATIENCE, () -> Files.exists(handshake) || !maker.isAlive(), this::complaint);
            var first = ProcessIdentity.of(number());
            if (!first.alive()) {
                throw new NodeException(complaint());
            }
            return first;
        } catch (NodeException e) {
            // Half a node would be in the way of the next attempt; it ends with its maker.
            maker.destroyForcibly();
            throw e;
        }
    }

    private Process run(Command command) {
        try {
            Files.deleteIfExists(handshake);
            Files.createDirectories(log.getParent());
            var builder = command.builder();
            builder.environment().keySet().retainAll(INHERITED);
            return builder.redirectErrorStream(true)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new NodeException("Cannot start the node's namespaces with " + command.line(), e);
        }
    }

    private long number() {
        if (!Files.exists(handshake)) {
            throw new NodeException(complaint());
        }
        return Long.parseLong(Layout.read(handshake).strip());
    }

    private String complaint() {
        var said = Layout.read(log).strip();
        return "The node's namespaces cannot be made:\n" + (said.isEmpty() ? "(" + log + " is empty)" : said)
                + "\nThe node needs full root rights (in a container: --privileged). Then try again: hearth node up";
    }
}
