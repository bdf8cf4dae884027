package dev.hearth.operator.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Asks a master for its state. An unreachable master is an answer too, never an exception. */
public final class MasterClient {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * Asks the master at an address.
     *
     * @param host name or address of the master's pod
     * @param port port of its web page
     */
    public MasterAnswer ask(String host, int port) {
        var address = "http://" + host + ":" + port + "/json/";
        try {
            return ask(address);
        } catch (HttpTimeoutException e) {
            // One slow answer, say in a garbage collection, is no news.
            return askAgain(address);
        }
    }

    private MasterAnswer askAgain(String address) {
        try {
            return ask(address);
        } catch (HttpTimeoutException e) {
            return new MasterAnswer.Silent(address + " does not answer within " + PATIENCE.toSeconds() + " s");
        }
    }

    private MasterAnswer ask(String address) throws HttpTimeoutException {
        try {
            var request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(PATIENCE)
                    .build();
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200
                    ? new MasterAnswer.Answered(mapper.readValue(response.body(), MasterState.class))
                    : new MasterAnswer.Silent(address + " answered with HTTP status " + response.statusCode());
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
}
