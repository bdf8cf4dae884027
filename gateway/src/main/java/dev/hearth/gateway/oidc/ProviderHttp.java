package dev.hearth.gateway.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Requests to the provider, which wait: bounded in time and size, and never led elsewhere. */
final class ProviderHttp implements HTTPRequestSender, ResourceRetriever {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** The whole answer has come then, or it is none. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final long LARGEST = 512 * 1024L;

    /** What Java's client works out by itself, and refuses to be told. */
    private static final Set<String> NOT_OURS = Set.of("content-length", "host", "connection");

    private final HttpClient client;

    ProviderHttp(Optional<SSLContext> tls) {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        client = tls.map(builder::sslContext).orElse(builder).build();
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
        var body = Optional.ofNullable(request.getBody())
                .map(HttpRequest.BodyPublishers::ofString)
                .orElseGet(HttpRequest.BodyPublishers::noBody);
        var builder = HttpRequest.newBuilder(request.getURI())
                .method(request.getMethod().name(), body);
        request.getHeaderMap().forEach((name, values) -> {
            if (!NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        var answer = answer(builder.build());
        var response = new HTTPResponse(answer.statusCode());
        answer.headers().map().forEach((name, values) -> response.setHeader(name, values.toArray(String[]::new)));
        response.setBody(answer.body());
        return response;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        var answer = answer(HttpRequest.newBuilder(URI.create(url.toString())).build());
        if (answer.statusCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException(url + " answers with status " + answer.statusCode());
        }
        return new Resource(
                answer.body(), answer.headers().firstValue("content-type").orElse("application/json"));
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException {
        var underWay = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LARGEST));
        try {
            return underWay.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            underWay.cancel(true);
            throw new IOException("no answer within " + ANSWER.toSeconds() + " seconds", e);
        } catch (InterruptedException e) {
            underWay.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }
}
