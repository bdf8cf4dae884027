package dev.hearth.gateway.proxy;

import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.answer.Problem;
import dev.hearth.gateway.pods.Connections;
import dev.hearth.gateway.pods.Endpoint;
import dev.hearth.gateway.pods.PodNetwork;
import dev.hearth.gateway.route.OuterPrefix;
import dev.hearth.gateway.route.Route;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes a request for a page of Spark on to its pod, and the answer back. */
public final class SparkProxy {
    private static final Logger LOG = LoggerFactory.getLogger(SparkProxy.class);

    /** Long enough for a lost first packet, which TCP repeats after 1, 3 and 7 s. */
    private static final int CONNECT_MILLIS = 10_000;

    /** How long Spark may say nothing; a thread dump of a busy executor takes some seconds. */
    private static final int SILENCE_MILLIS = 60_000;

    private static final long UNKNOWN_LENGTH = -1;

    /** Set for a request that is sent for the second time. */
    private static final String AGAIN = "again";

    private final Connections connections;
    private final PodNetwork network;
    private final Answers answers;

    public SparkProxy(Connections connections, PodNetwork network, Answers answers) {
        this.connections = connections;
        this.network = network;
        this.answers = answers;
    }

    /** Passes a request on. */
    public void pass(HttpServerRequest request, OuterPrefix prefix, Route.Spark route, Endpoint endpoint) {
        var links = new Links(route.cluster().path(), route.base(), prefix.text());
        HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), connections.kept())
                .origin(context -> connect(context, endpoint))
                .addInterceptor(new Passage(request, prefix, route, endpoint, links))
                .handle(request);
    }

    private Future<HttpClientRequest> connect(ProxyContext context, Endpoint endpoint) {
        var client = context.get(AGAIN, Boolean.class) == null ? connections.kept() : connections.fresh();
        return network.address(endpoint).compose(address -> client.request(to(endpoint, address)));
    }

    /** A request to a pod, by the way that its address is. */
    static RequestOptions to(Endpoint endpoint, SocketAddress address) {
        return new RequestOptions()
                .setServer(address)
                .setHost(endpoint.ip())
                .setPort(endpoint.port())
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(SILENCE_MILLIS);
    }

    /** What a request asks a pod for. */
    static String uri(HttpServerRequest request, Route.Spark route) {
        return route.rest() + (request.query() == null ? "" : "?" + request.query());
    }

    /** What is changed on both ways. */
    private final class Passage implements ProxyInterceptor {
        private final HttpServerRequest asked;
        private final OuterPrefix prefix;
        private final Route.Spark route;
        private final Endpoint endpoint;
        private final Links links;

        Passage(HttpServerRequest asked, OuterPrefix prefix, Route.Spark route, Endpoint endpoint, Links links) {
            this.asked = asked;
            this.prefix = prefix;
            this.route = route;
            this.endpoint = endpoint;
            this.links = links;
        }

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            var request = context.request();
            request.setURI(uri(asked, route));
            request.setAuthority(HostAndPort.create(endpoint.ip(), endpoint.port()));
            RequestHeaders.clean(request.headers(), asked, route.base(), isRewritten());
            var repeatable = isRepeatable();
            if (repeatable) {
                // Else the second attempt would wait for the end of a body that the first one has seen.
                var _ = asked.resume();
                var _ = request.setBody(null);
            }
            return context.sendRequest()
                    .recover(cause ->
                            repeatable && Connections.isClosed(cause) ? again(context) : Future.failedFuture(cause))
                    .recover(cause -> Future.succeededFuture(unreachable(context, cause)));
        }

        private Future<ProxyResponse> again(ProxyContext context) {
            context.set(AGAIN, true);
            return context.sendRequest();
        }

        private boolean isRepeatable() {
            return (asked.method().equals(HttpMethod.GET) || asked.method().equals(HttpMethod.HEAD))
                    && Objects.requireNonNullElse(asked.getHeader(HttpHeaders.CONTENT_LENGTH), "0")
                            .equals("0")
                    && !asked.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        }

        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            var response = context.response();
            ResponseHeaders.clean(response.headers(), links);
            if (isRewritten() && !asked.method().equals(HttpMethod.HEAD)) {
                rewrite(response);
            }
            return context.sendResponse();
        }

        private boolean isRewritten() {
            return !links.outer().isEmpty();
        }

        private void rewrite(ProxyResponse response) {
            var body = response.getBody();
            var type = String.valueOf(response.headers().get("content-type"));
            if (body == null || response.headers().contains("content-encoding")) {
                return;
            }
            if (type.contains("text/html") || type.contains("json")) {
                response.setBody(Body.body(Rewriting.ofPaths(body.stream(), links), UNKNOWN_LENGTH, type));
            } else if (type.contains("javascript")) {
                response.setBody(Body.body(Rewriting.ofScripts(body.stream(), links), UNKNOWN_LENGTH, type));
            }
        }

        private ProxyResponse unreachable(ProxyContext context, Throwable cause) {
            LOG.warn("{} of {} does not answer {}: {}", endpoint, route.cluster(), route.rest(), cause.toString());
            var response = context.request().release().response();
            return answers.fill(
                    response,
                    asked,
                    prefix,
                    Problem.badGateway(endpoint.pod() + " does not answer", String.valueOf(cause.getMessage()))
                            .leadingTo(route.cluster()));
        }
    }
}
