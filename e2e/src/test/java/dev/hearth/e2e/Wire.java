package dev.hearth.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stretch of network between a user and Kubernetes, which fails in the ways that networks do. */
final class Wire implements AutoCloseable {
    private static final Pattern SERVER = Pattern.compile("server: *\"?(https://[^\\s\"]+)\"?");

    private final InetSocketAddress kubernetes;
    private final String kubeconfig;
    private final int port;
    private final Duration idleLimit;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private ServerSocket entrance;
    private volatile boolean frozen;

    /** One connection through the wire. */
    private static final class Link {
        private final Socket user;
        private final Socket kubernetes;
        private final long opened = System.nanoTime();
        private volatile long lastByte = opened;

        private Link(Socket user, Socket kubernetes) {
            this.user = user;
            this.kubernetes = kubernetes;
        }

        private boolean isOlderThan(Duration age) {
            return System.nanoTime() - opened > age.toNanos();
        }

        private boolean isIdleFor(Duration time) {
            return System.nanoTime() - lastByte > time.toNanos();
        }

        private void close() {
            try (user;
                    kubernetes) {
                user.shutdownInput();
            } catch (IOException e) {
                // Closed already.
                return;
            }
        }
    }

    private Wire(InetSocketAddress kubernetes, String kubeconfig, Duration idleLimit) throws IOException {
        this.kubernetes = kubernetes;
        this.kubeconfig = kubeconfig;
        this.idleLimit = idleLimit;
        entrance = listen(0);
        port = entrance.getLocalPort();
        var _ = Thread.ofVirtual().start(this::closeIdleLinks);
    }

    /**
     * A wire to the Kubernetes of a shell.
     *
     * @param idleLimit closes connections on which nothing passes for so long, as load balancers do
     */
    static Wire to(Shell shell, Duration idleLimit) {
        try {
            var kubeconfig = Files.readString(Path.of(shell.environment().get("KUBECONFIG")));
            var server = SERVER.matcher(kubeconfig);
            if (!server.find()) {
                throw new AssertionError("the kubeconfig names no server");
            }
            var address = URI.create(server.group(1));
            return new Wire(new InetSocketAddress(address.getHost(), address.getPort()), kubeconfig, idleLimit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same shell, whose Kubernetes is at the other end of this wire. */
    Shell through(Shell shell, Path folder) {
        try {
            var changed = SERVER.matcher(kubeconfig)
                    .replaceAll(Matcher.quoteReplacement("server: https://127.0.0.1:" + port));
            var file = Files.writeString(folder.resolve("kubeconfig-" + port), changed);
            var environment = new java.util.HashMap<>(shell.environment());
            environment.put("KUBECONFIG", file.toString());
            return new Shell(shell.folder(), Map.copyOf(environment));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on everything is swallowed, and nobody is told. */
    void freeze() {
        frozen = true;
    }

    /** Closes everything and lets nobody in. */
    void cut() throws IOException {
        entrance.close();
        links.forEach(Link::close);
        links.clear();
    }

    /** Undoes {@link #cut}. */
    void mend() throws IOException {
        entrance = listen(port);
    }

    /** How many connections have lasted for so long. */
    long linksOlderThan(Duration age) {
        return links.stream().filter(link -> link.isOlderThan(age)).count();
    }

    @Override
    public void close() throws IOException {
        cut();
    }

    private ServerSocket listen(int wanted) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
        var _ = Thread.ofVirtual().start(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                var user = from.accept();
                var link = new Link(user, new Socket(kubernetes.getAddress(), kubernetes.getPort()));
                links.add(link);
                var _ = Thread.ofVirtual().start(() -> copy(link, link.user, link.kubernetes));
                var _ = Thread.ofVirtual().start(() -> copy(link, link.kubernetes, link.user));
            } catch (IOException e) {
                // The entrance was closed, or Kubernetes is not there: the user sees a closed connection.
                continue;
            }
        }
    }

    private void copy(Link link, Socket from, Socket to) {
        var buffer = new byte[16 * 1024];
        try {
            for (var length = from.getInputStream().read(buffer);
                    length >= 0;
                    length = from.getInputStream().read(buffer)) {
                if (!frozen) {
                    link.lastByte = System.nanoTime();
                    to.getOutputStream().write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            // The other direction ends below.
        }
        if (!frozen) {
            link.close();
            links.remove(link);
        }
    }

    private void closeIdleLinks() {
        while (true) {
            links.stream().filter(link -> link.isIdleFor(idleLimit)).forEach(link -> {
                link.close();
                links.remove(link);
            });
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                return;
            }
        }
    }
}
