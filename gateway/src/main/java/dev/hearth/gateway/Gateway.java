package dev.hearth.gateway;

import dev.hearth.gateway.answer.Answers;
import dev.hearth.gateway.answer.Problem;
import dev.hearth.gateway.console.Console;
import dev.hearth.gateway.login.Access;
import dev.hearth.gateway.login.Forms;
import dev.hearth.gateway.login.Permission;
import dev.hearth.gateway.login.SameSite;
import dev.hearth.gateway.login.Session;
import dev.hearth.gateway.pods.ClusterPods;
import dev.hearth.gateway.pods.Directory;
import dev.hearth.gateway.route.ClusterKey;
import dev.hearth.gateway.route.OuterPrefix;
import dev.hearth.gateway.route.Route;
import dev.hearth.gateway.route.Routes;
import dev.hearth.gateway.route.SafePath;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens to a request, from its path to who answers it. */
final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final Logger AUDIT = LoggerFactory.getLogger("dev.hearth.gateway.audit");
    private static final Set<HttpMethod> METHODS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);

    private final String basePath;
    private final Access access;
    private final Directory directory;
    private final Console console;
    private final SparkPages spark;
    private final Answers answers;

    Gateway(String basePath, Access access, Directory directory, Console console, SparkPages spark, Answers answers) {
        this.basePath = basePath;
        this.access = access;
        this.directory = directory;
        this.console = console;
        this.spark = spark;
        this.answers = answers;
    }

    /** What a request asks for, as far as its path tells. */
    record Asked(OuterPrefix prefix, Route route) {}

    /** Reads a request's path. */
    Asked read(HttpServerRequest request) {
        return OuterPrefix.of(basePath, String.valueOf(request.path()), request::getHeader)
                .map(prefix -> new Asked(prefix, Routes.of(prefix.path())))
                .orElseGet(() -> new Asked(new OuterPrefix(basePath, "/"), new Route.Unknown()));
    }

    /** Answers a request whose path was read. */
    void handle(HttpServerRequest request, Asked asked) {
        // Nothing of the body may be missed while we ask Kubernetes.
        var _ = request.pause();
        var prefix = asked.prefix();
        if (!request.uri().startsWith("/") || !SafePath.allows(String.valueOf(request.path()))) {
            answers.problem(request, prefix, Problem.badRequest("Its path is not a plain one."));
        } else if (!METHODS.contains(request.method())) {
            answers.problem(
                    request,
                    prefix,
                    Problem.of(405, "Not this way", "The method " + request.method() + " is not taken here.", ""));
        } else {
            route(request, prefix, asked.route());
        }
    }

    private void route(HttpServerRequest request, OuterPrefix prefix, Route route) {
        // A browser lets every site open a web socket with our cookie and read what comes, unlike any other answer.
        if ((isChange(request, route) || request.canUpgradeToWebSocket()) && !SameSite.holds(request::getHeader)) {
            answers.problem(request, prefix, Problem.crossSite());
            return;
        }
        switch (route) {
            case Route.StaticFile(var name) -> answers.file(request, prefix, name);
            case Route.Login() -> access.login(request, prefix);
            case Route.SingleSignOn(var returned) -> access.singleSignOn(request, prefix, returned);
            case Route.Elsewhere(var path) -> answers.redirect(request, prefix, path + query(request));
            case Route.Unknown() -> answers.problem(request, prefix, Problem.unknownPage());
            default -> identify(request, prefix, route);
        }
    }

    private static boolean isChange(HttpServerRequest request, Route route) {
        return StateChange.isOne(request.method(), route instanceof Route.Spark page ? page.rest() : "");
    }

    private void identify(HttpServerRequest request, OuterPrefix prefix, Route route) {
        var _ = access.session(request)
                .onFailure(cause -> unavailable(request, prefix, cause))
                .onSuccess(session -> session.ifPresentOrElse(
                        found -> serve(request, prefix, route, found), () -> challenge(request, prefix)));
    }

    /** A person is sent to the login and back; a program is told. */
    private void challenge(HttpServerRequest request, OuterPrefix prefix) {
        if (request.method().equals(HttpMethod.GET) && Answers.isForPerson(request)) {
            var next = URLEncoder.encode(prefix.path() + query(request), StandardCharsets.UTF_8);
            answers.redirect(request, prefix, "/-/login?next=" + next);
        } else {
            answers.problem(request, prefix, Problem.unauthenticated());
        }
    }

    private void serve(HttpServerRequest request, OuterPrefix prefix, Route route, Session session) {
        switch (route) {
            case Route.Console(var cluster) when cluster.isEmpty() -> console.page(request, prefix, session, cluster);
            case Route.Console(var cluster) ->
                permitted(
                        request,
                        prefix,
                        session,
                        Permission.GET,
                        cluster.orElseThrow(),
                        _ -> console.page(request, prefix, session, cluster));
            case Route.Events(var cluster) -> console.feed(request, session, cluster);
            case Route.WhoAmI() ->
                answers.json(
                        request,
                        200,
                        java.util.Map.of("user", session.identity().user()));
            case Route.Logout() -> logout(request, prefix);
            case Route.Action(var cluster, var verb) ->
                permitted(
                        request,
                        prefix,
                        session,
                        Permission.UPDATE,
                        cluster,
                        pods -> act(request, prefix, session, pods, verb));
            case Route.Spark page -> pass(request, prefix, session, page);
            default -> answers.problem(request, prefix, Problem.unknownPage());
        }
    }

    private void logout(HttpServerRequest request, OuterPrefix prefix) {
        if (request.method().equals(HttpMethod.POST)) {
            access.logout(request, prefix);
        } else {
            answers.problem(request, prefix, Problem.unknownPage());
        }
    }

    private void pass(HttpServerRequest request, OuterPrefix prefix, Session session, Route.Spark page) {
        var changes = StateChange.isOne(request.method(), page.rest());
        permitted(request, prefix, session, changes ? Permission.UPDATE : Permission.GET, page.cluster(), pods -> {
            if (changes) {
                audit(
                        request,
                        session,
                        page.cluster(),
                        request.method() + " " + page.page().path() + page.rest());
            }
            spark.serve(request, prefix, page, pods, () -> stillSees(request, page.cluster()));
        });
    }

    /** Asks again what a request was asked when it came: its session may have ended, or its right. */
    private Future<Boolean> stillSees(HttpServerRequest request, ClusterKey cluster) {
        return access.session(request)
                .compose(session -> session.map(it -> access.may(it.identity(), Permission.GET, cluster))
                        .orElseGet(() -> Future.succeededFuture(false)));
    }

    private void act(HttpServerRequest request, OuterPrefix prefix, Session session, ClusterPods pods, String verb) {
        var cluster = ClusterKey.of(pods.cluster());
        if (!request.method().equals(HttpMethod.POST)
                || !session.guard()
                        .equals(Optional.ofNullable(request.getHeader("X-Hearth-CSRF"))
                                .orElse(""))) {
            answers.problem(request, prefix, Problem.crossSite());
            return;
        }
        var _ = Forms.read(request)
                .onFailure(_ -> answers.problem(request, prefix, Problem.badRequest("The form cannot be read.")))
                .onSuccess(form -> {
                    audit(request, session, cluster, verb + " " + form.entries());
                    var _ = console.perform(pods, verb, form)
                            .onFailure(cause -> unavailable(request, prefix, cause))
                            .onSuccess(problem -> problem.ifPresentOrElse(
                                    it -> answers.problem(request, prefix, it), () -> answers.done(request)));
                });
    }

    /** Goes on if the cluster exists and this person may do that; who may not see it does not learn whether it does. */
    private void permitted(
            HttpServerRequest request,
            OuterPrefix prefix,
            Session session,
            Permission permission,
            ClusterKey cluster,
            java.util.function.Consumer<ClusterPods> next) {
        var found = directory.find(cluster);
        if (found.isEmpty()) {
            answers.problem(request, prefix, Problem.unknownCluster(cluster));
            return;
        }
        var _ = access.may(session.identity(), Permission.GET, cluster)
                .compose(sees -> sees && permission == Permission.UPDATE
                        ? access.may(session.identity(), permission, cluster)
                                .map(may -> may ? Optional.<Problem>empty() : Optional.of(Problem.forbidden(cluster)))
                        : Future.succeededFuture(
                                sees ? Optional.<Problem>empty() : Optional.of(Problem.unknownCluster(cluster))))
                .onFailure(cause -> unavailable(request, prefix, cause))
                .onSuccess(refusal -> refusal.ifPresentOrElse(
                        problem -> answers.problem(request, prefix, problem), () -> next.accept(found.get())));
    }

    private void unavailable(HttpServerRequest request, OuterPrefix prefix, Throwable cause) {
        LOG.warn("{} {}: {}", request.method(), request.path(), cause.toString());
        answers.problem(request, prefix, Problem.unavailable("Nobody could be asked what you may do."));
    }

    private static void audit(HttpServerRequest request, Session session, ClusterKey cluster, String what) {
        AUDIT.info(
                "change user={} cluster={} remote={} what={}",
                session.identity().user(),
                cluster,
                request.remoteAddress(),
                what.replaceAll("[\\r\\n]", " "));
    }

    private static String query(HttpServerRequest request) {
        return request.query() == null ? "" : "?" + request.query();
    }
}
