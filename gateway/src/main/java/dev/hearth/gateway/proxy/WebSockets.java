package dev.hearth.gateway.proxy;

import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.answer.Problem;
import dev.hearth.gateway.pods.Endpoint;
import dev.hearth.gateway.pods.PodNetwork;
import dev.hearth.gateway.route.OuterPrefix;
import dev.hearth.gateway.route.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Passes web sockets on: Spark's pages have none, but a driver may serve what it likes. The proxy's library would read
 * from one side as fast as it can, however slowly the other takes it, and hold what is between them.
 */
public final class WebSockets {
    /** How often it is asked anew whether somebody may still see what they are told. */
    private static final long RIGHTS_MILLIS = 10_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final PodNetwork network;
    private final Answers answers;
    private final Consumer<HttpServerRequest> ended;

    /**
     * Passes on by a client of its own, so that sockets, which stay, take no page's place.
     *
     * @param ended hears of each request that had become a web socket, when that is closed
     */
    public WebSockets(
            Vertx vertx, HttpClient client, PodNetwork network, Answers answers, Consumer<HttpServerRequest> ended) {
        this.vertx = vertx;
        this.client = client;
        this.network = network;
        this.answers = answers;
        this.ended = ended;
    }

    /** Passes a request on that wants to become a web socket, which ends when it is no longer allowed. */
    public void pass(
            HttpServerRequest request,
            OuterPrefix prefix,
            Route.Spark route,
            Endpoint endpoint,
            Supplier<Future<Boolean>> isAllowed) {
        var _ = network.address(endpoint)
                .compose(address ->
                        client.request(SparkProxy.to(endpoint, address).setURI(SparkProxy.uri(request, route))))
                .compose(onward -> connect(request, route, onward))
                .onFailure(cause -> answers.problem(
                        request,
                        prefix,
                        Problem.badGateway(endpoint.pod() + " does not answer", String.valueOf(cause.getMessage()))
                                .leadingTo(route.cluster())))
                .onSuccess(answer -> {
                    if (answer.statusCode() == 101) {
                        join(request, answer, isAllowed);
                    } else {
                        refuse(request, prefix, answer);
                    }
                });
    }

    private static Future<HttpClientResponse> connect(
            HttpServerRequest request, Route.Spark route, HttpClientRequest onward) {
        var _ = onward.headers().addAll(request.headers());
        RequestHeaders.clean(onward.headers(), request, route.base(), false);
        var _ = onward.putHeader("connection", "Upgrade").putHeader("upgrade", "websocket");
        return onward.connect();
    }

    /** What answers an upgrade with a page has no web socket there. */
    private void refuse(HttpServerRequest request, OuterPrefix prefix, HttpClientResponse answer) {
        var _ = answer.request().reset();
        var status = answer.statusCode() < 400 ? 502 : answer.statusCode();
        answers.problem(request, prefix, Problem.of(status, "No web socket", "There is none at this address.", ""));
    }

    private void join(HttpServerRequest request, HttpClientResponse answer, Supplier<Future<Boolean>> isAllowed) {
        // What it says at once waits until somebody listens.
        var there = answer.netSocket().pause();
        answer.headers().forEach((name, value) -> {
            if (RequestHeaders.isWebSockets(name)) {
                var _ = request.response().putHeader(name, value);
            }
        });
        var _ = request.response().putHeader("connection", "Upgrade").putHeader("upgrade", "websocket");
        var _ = request.resume();
        var _ = request.toNetSocket().onFailure(_ -> there.close()).onSuccess(here -> {
            var timer = vertx.setPeriodic(
                    RIGHTS_MILLIS,
                    _ -> isAllowed.get().onSuccess(may -> {
                        if (!may) {
                            var _ = here.close();
                        }
                    }));
            var _ = here.closeHandler(_ -> {
                var _ = vertx.cancelTimer(timer);
                var _ = there.close();
                ended.accept(request);
            });
            var _ = there.closeHandler(_ -> here.close());
            pump(there, here);
            pump(here, there);
        });
    }

    private static void pump(NetSocket from, NetSocket to) {
        var _ = from.pipe().endOnComplete(false).to(to).onComplete(_ -> to.close());
    }
}
