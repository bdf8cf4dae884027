package dev.hearth.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final ClusterKey DEMO = new ClusterKey("default", "demo");

    static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("/", new Route.Console(Optional.empty())),
                Arguments.of("/-/clusters/default/demo", new Route.Console(Optional.of(DEMO))),
                Arguments.of("/-/events", new Route.Events(Optional.empty())),
                Arguments.of("/-/events/default/demo", new Route.Events(Optional.of(DEMO))),
                Arguments.of("/-/clusters/default/demo/scale", new Route.Action(DEMO, "scale")),
                Arguments.of("/-/static/console.css", new Route.StaticFile("console.css")),
                Arguments.of("/-/login", new Route.Login()),
                Arguments.of("/-/oidc", new Route.SingleSignOn(false)),
                Arguments.of("/-/oidc/callback", new Route.SingleSignOn(true)),
                Arguments.of("/default/demo", new Route.Elsewhere("/default/demo/")),
                Arguments.of("/default/demo/", new Route.Spark(DEMO, new SparkPage.Master(), "/")),
                Arguments.of("/default/demo/json/", new Route.Spark(DEMO, new SparkPage.Master(), "/json/")),
                Arguments.of(
                        "/default/demo/proxy/worker-2026-10.98.0.7-7078/logPage/",
                        new Route.Spark(DEMO, new SparkPage.Worker("worker-2026-10.98.0.7-7078"), "/logPage/")),
                Arguments.of(
                        "/default/demo/proxy/app-2026-0001/stages/",
                        new Route.Spark(DEMO, new SparkPage.Application("app-2026-0001"), "/stages/")),
                Arguments.of(
                        "/default/demo/proxy/app-2026-0001", new Route.Elsewhere("/default/demo/proxy/app-2026-0001/")),
                Arguments.of("/default/demo/finished", new Route.Elsewhere("/default/demo/finished/")),
                Arguments.of(
                        "/default/demo/finished/history/app-1/jobs/",
                        new Route.Spark(DEMO, new SparkPage.History(), "/history/app-1/jobs/")));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void everyPathMeansOneThing(String path, Route route) {
        assertThat(Routes.of(path)).isEqualTo(route);
    }

    static Stream<Arguments> collisions() {
        return Stream.of(
                Arguments.of("/api/v1/", new ClusterKey("api", "v1"), new SparkPage.Master()),
                Arguments.of("/login/logout/", new ClusterKey("login", "logout"), new SparkPage.Master()),
                Arguments.of("/proxy_/history_/", new ClusterKey("proxy", "history"), new SparkPage.Master()),
                Arguments.of(
                        "/proxy_/proxy_/proxy/app-1/",
                        new ClusterKey("proxy", "proxy"),
                        new SparkPage.Application("app-1")));
    }

    @ParameterizedTest
    @MethodSource("collisions")
    void noNameOfANamespaceOrClusterIsInTheWay(String path, ClusterKey cluster, SparkPage page) {
        assertThat(Routes.of(path)).isEqualTo(new Route.Spark(cluster, page, "/"));
        assertThat(cluster.path() + page.path() + "/").isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proxy/demo/", "/proxy/demo/proxy/app-1/x"})
    void aWordOfSparksIsSpeltProperlyFirst(String path) {
        assertThat(Routes.of(path)).isEqualTo(new Route.Elsewhere(path.replaceFirst("/proxy/", "/proxy_/")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/default",
                "/default/",
                "/Default/demo/",
                "//default/demo/",
                "/-/clusters/default",
                "/-/static/../x",
                "/-/static/",
                "/-/other",
                "/-/oidc/other",
                "/default/%64emo/"
            })
    void anythingElseMeansNothing(String path) {
        assertThat(Routes.of(path)).isEqualTo(new Route.Unknown());
    }
}
