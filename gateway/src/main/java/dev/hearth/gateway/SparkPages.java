package dev.hearth.gateway;

import dev.hearth.api.UiPath;
import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.answer.Problem;
import dev.hearth.gateway.pods.ClusterPods;
import dev.hearth.gateway.pods.Drivers;
import dev.hearth.gateway.pods.Endpoint;
import dev.hearth.gateway.proxy.SparkProxy;
import dev.hearth.gateway.proxy.WebSockets;
import dev.hearth.gateway.route.OuterPrefix;
import dev.hearth.gateway.route.Route;
import dev.hearth.gateway.route.SparkPage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds who serves a page of Spark, and says so where nobody does. */
record SparkPages(SparkProxy proxy, WebSockets sockets, Drivers drivers, Answers answers) {
    private static final long LONGEST_BODY = 8L * 1024 * 1024;

    /**
     * Serves a page that somebody may see.
     *
     * @param isAllowed whether they still may, for what lasts
     */
    void serve(
            HttpServerRequest request,
            OuterPrefix prefix,
            Route.Spark page,
            ClusterPods pods,
            Supplier<Future<Boolean>> isAllowed) {
        if (hasUnboundedBody(request)) {
            answers.problem(
                    request,
                    prefix,
                    Problem.of(413, "Too much", "A request may have 8 MiB, whose length it must tell.", ""));
            return;
        }
        var _ = find(page.page(), pods)
                .onComplete(found -> Optional.ofNullable(found.result())
                        .flatMap(endpoint -> endpoint)
                        .ifPresentOrElse(
                                endpoint -> {
                                    if (request.canUpgradeToWebSocket()) {
                                        sockets.pass(request, prefix, page, endpoint, isAllowed);
                                    } else {
                                        proxy.pass(request, prefix, page, endpoint);
                                    }
                                },
                                () -> nobody(request, prefix, page, pods)));
    }

    /** Whoever could send without end could do so for ever. */
    private static boolean hasUnboundedBody(HttpServerRequest request) {
        var length = request.getHeader("content-length");
        return request.getHeader("transfer-encoding") != null
                || (length != null && (!length.matches("\\d{1,9}") || Long.parseLong(length) > LONGEST_BODY));
    }

    private Future<Optional<Endpoint>> find(SparkPage page, ClusterPods pods) {
        return switch (page) {
            case SparkPage.Master() -> Future.succeededFuture(pods.master());
            case SparkPage.Worker(var id) -> Future.succeededFuture(pods.worker(id));
            case SparkPage.History() -> Future.succeededFuture(pods.history());
            case SparkPage.Application(var id) -> drivers.find(pods, id);
        };
    }

    private void nobody(HttpServerRequest request, OuterPrefix prefix, Route.Spark page, ClusterPods pods) {
        var history = pods.history().isPresent();
        if (page.page() instanceof SparkPage.Application(var id)
                && history
                && request.method().equals(HttpMethod.GET)) {
            answers.redirect(request, prefix, page.cluster().path() + SparkPage.History.of(id));
            return;
        }
        var problem = problem(page.page());
        answers.problem(
                request,
                prefix,
                history && !(page.page() instanceof SparkPage.History)
                        ? problem.leadingTo(
                                page.cluster().path() + "/" + UiPath.FINISHED + "/", "Finished applications")
                        : problem.leadingTo(page.cluster()));
    }

    private static Problem problem(SparkPage page) {
        return switch (page) {
            case SparkPage.Master() ->
                Problem.of(
                        503,
                        "No master leads",
                        "The cluster has no master that answers at the moment.",
                        "It is started again by itself; the cluster's page says what it waits for.");
            case SparkPage.Worker(var id) ->
                Problem.of(
                        404,
                        "This worker is gone",
                        "No pod of the cluster is " + id + " any more.",
                        "Its logs went with it. What its applications did is in the history of finished applications.");
            case SparkPage.Application(var id) ->
                Problem.of(
                        404,
                        "This application is not running",
                        "No driver of the cluster runs " + id + " at the moment.",
                        "An application whose driver is outside of the cluster cannot be shown here.");
            case SparkPage.History() ->
                Problem.of(
                        404,
                        "No history server",
                        "No history server of this cluster answers.",
                        "It is part of a cluster where its logs can be kept: see kubectl explain sparkcluster.spec.history");
        };
    }
}
