package dev.hearth.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A port that answers a TLS handshake as the usual registries do, with HTTP's "bad request": Java's server waits for the
 * end of the line that a handshake does not have. Everything else goes to that server.
 */
final class PlainPort implements AutoCloseable {

    private static final int HANDSHAKE = 0x16;

    private final InetSocketAddress server;
    private final ServerSocket socket;

    PlainPort(InetSocketAddress server) throws IOException {
        this.server = server;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int number() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException _) {
            // It was closed.
        }
    }

    private void serve(Socket client) {
        try (client;
                InputStream in = client.getInputStream();
                OutputStream out = client.getOutputStream()) {
            int first = in.read();
            if (first == HANDSHAKE) {
                out.write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                return;
            }
            if (first < 0) {
                return;
            }
            try (Socket behind = new Socket(server.getAddress(), server.getPort())) {
                behind.getOutputStream().write(first);
                Thread back = Thread.ofVirtual().start(() -> copy(behind, client));
                copy(client, behind);
                back.join();
            }
        } catch (IOException _) {
            // One of the two has gone, and so does the other.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            // As above.
        }
    }
}
