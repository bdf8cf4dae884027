package dev.hearth.operator.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a master for its state. An unreachable master is an answer too, never an exception. */
public final class MasterClient {
    /** A cluster of 10,000 workers describes itself in half of it. */
    private static final int LONGEST_ANSWER = 8 * 1024 * 1024;

    private final Duration patience;
    private final HttpClient http;
    private final ObjectMapper mapper = new ObjectMapper();

    public MasterClient() {
        this(Duration.ofSeconds(2));
    }

    /**
     * A client of less patience than usual.
     *
     * @param patience how long an answer may take, from the first byte asked to the last one read
     */
    MasterClient(Duration patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience)
                .build();
    }

    /**
     * Asks the master at an address.
     *
     * @param host name or address of the master's pod
     * @param port port of its web page
     */
    public MasterAnswer ask(String host, int port) {
        var address = address(host, port);
        try {
            return ask(address);
        } catch (HttpTimeoutException | TimeoutException e) {
            // One slow answer, say in a garbage collection, is no news.
            return askAgain(address);
        }
    }

    static String address(String host, int port) {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/json/";
    }

    private MasterAnswer askAgain(String address) {
        try {
            return ask(address);
        } catch (HttpTimeoutException | TimeoutException e) {
            return new MasterAnswer.Silent(address + " does not answer within " + patience.toSeconds() + " s");
        }
    }

    private MasterAnswer ask(String address) throws HttpTimeoutException, TimeoutException {
        try {
            var response = exchange(HttpRequest.newBuilder(URI.create(address)).build());
            if (response.statusCode() != 200) {
                return new MasterAnswer.Silent(address + " answered with HTTP status " + response.statusCode());
            }
            var state = mapper.readValue(response.body(), MasterState.class);
            return state == null
                    ? new MasterAnswer.Silent(address + " answered with nothing")
                    : new MasterAnswer.Answered(state);
        } catch (HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return new MasterAnswer.Silent(
                    address + " does not answer (" + e.getClass().getSimpleName() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new MasterAnswer.Silent("the operator is stopping");
        }
    }

    /** The timeout of a request ends with the answer's head; a master that froze in mid-sentence would be waited for. */
    private HttpResponse<byte[]> exchange(HttpRequest request)
            throws IOException, InterruptedException, TimeoutException {
        var exchange = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return exchange.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }
}
