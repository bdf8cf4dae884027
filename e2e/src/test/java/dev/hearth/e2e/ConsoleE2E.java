package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearth.gateway.GatewayServer;
import dev.hearth.gateway.login.KubernetesAccess;
import dev.hearth.gateway.login.LoginOptions;
import dev.hearth.gateway.pods.PodNetwork;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees and does in a browser. */
@RealKubernetes
class ConsoleE2E {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String CLUSTER = "/-/clusters/e2e-console/demo";

    private static TestNamespace namespace;
    private static Process job;
    private static String address;
    private static String viewer;
    private static String editor;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void aBusyClusterAndTwoPeople() throws Exception {
        // With a history server, and open to the gateway that a test runs outside of Kubernetes.
        namespace = TestNamespace.create("e2e-console");
        namespace.apply(
                "demo",
                TestNamespace.small(2)
                        .replace("history: {enabled: false}", "history: {enabled: true}, network: {policy: false}"));
        namespace.awaitReady("demo", 2);
        address = GatewayClient.anonymous(namespace.client()).address();
        viewer = GatewayClient.token(namespace, "viewer", "view");
        editor = GatewayClient.token(namespace, "editor", "edit");
        var finished = Files.writeString(folder.resolve("finished.py"), sql("finished", 1));
        namespace.hearth("submit", "demo", finished.toString()).output();
        var running = Files.writeString(folder.resolve("running.py"), sql("running", 100_000));
        job = namespace.startHearth("submit", "demo", running.toString());
        await().atMost(TestNamespace.PATIENCE)
                .until(() -> application("activeapps").matches("app-.*"));
    }

    @AfterAll
    static void remove() {
        job.destroy();
        namespace.close();
    }

    /** Queries over and over, with a shuffle and a cached table, so that every page of a driver has something to show. */
    private static String sql(String name, int rounds) {
        return """
                import time
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.appName("%s").getOrCreate()
                spark.range(1000).createOrReplaceTempView("numbers")
                spark.sql("cache table numbers")
                for _ in range(%d):
                    spark.sql("select id %% 7 as k, count(*) from numbers group by 1 order by 1").collect()
                    time.sleep(1)
                """.formatted(name, rounds);
    }

    private static String application(String list) {
        var found = Pattern.compile("app-\\d+-\\d+")
                .matcher(new GatewayClient(address, viewer)
                        .get("/e2e-console/demo/json/" + list + "/")
                        .body());
        return found.find() ? found.group() : "";
    }

    /** Logs in as a person does who was given a link. */
    private static Browser at(String home, String path, String token) {
        return Browser.open().go(home + path).fill("[name=token]", token + "\n").within(SOON);
    }

    @Test
    void aLinkLeadsThroughTheLoginToItsPageAndLogoutEndsThat() {
        try (var browser = at(address, CLUSTER, "wrong")) {
            browser.await("Kubernetes does not accept this token")
                    .fill("[name=token]", viewer + "\n")
                    .await("demo-master-0");
            assertThat(browser.url()).isEqualTo(address + CLUSTER);
            browser.clickText("Log out").await("token");
            browser.go(address + CLUSTER);
            assertThat(browser.url()).contains("/-/login");
        }
    }

    @Test
    void everyLinkWorksBelowABasePath() throws Exception {
        var vertx = Vertx.vertx();
        var setup = new GatewayServer.Setup(
                namespace.client(),
                "/base/path",
                List.of(namespace.name()),
                PodNetwork.DIRECT,
                (answers, executor) -> new KubernetesAccess(
                        namespace.client(),
                        executor,
                        new SecretKeySpec(new byte[32], "AES"),
                        Clock.systemUTC(),
                        answers,
                        LoginOptions.TOKENS_ONLY));
        try (var server = GatewayServer.start(vertx, setup, "127.0.0.1", 0)
                .toCompletionStage()
                .toCompletableFuture()
                .get()) {
            await().atMost(SOON).until(server::isComplete);
            crawlShortly("http://127.0.0.1:" + server.port() + "/base/path");
        }
    }

    private void crawlShortly(String home) {
        try (var browser = at(home, CLUSTER, viewer)) {
            browser.await("running");
            var app = application("activeapps");
            var crawler = new Crawler(browser, home).walk(home + "/e2e-console/demo/proxy/" + app + "/executors/");
            assertThat(crawler.faults()).isEmpty();
            assertThat(crawler.visited()).hasSizeGreaterThan(20).allMatch(url -> url.startsWith(home));
            browser.go(home + "/e2e-console/demo/proxy/" + app + "/executors/").await("10.");
        }
    }

    @Test
    void whoMayOnlyLookHasNoButtons() {
        try (var browser = at(address, CLUSTER, viewer)) {
            browser.await("running");
            assertThat(
                            browser.script(
                                    "return [...document.querySelectorAll('main button')]"
                                            + ".filter(it => it.offsetParent && !it.disabled && /^(Scale|Suspend|Stop)$/.test(it.textContent.trim())).length"))
                    .isEqualTo(0L);
        }
    }

    @Test
    void aPageFollowsScalingAndAMasterThatIsReplaced() {
        var other = TestNamespace.withDemo("e2e-console-live", 1);
        try (other) {
            var own = GatewayClient.token(other, "editor", "edit");
            try (var browser = at(address, "/-/clusters/e2e-console-live/demo", own)) {
                browser.await("1 of 1 alive");
                browser.fill("#replicas", "2").clickText("Scale");
                browser.await("2 of 2 alive");
                other.kubectl("delete", "pod", "demo-master-0", "--wait=false").output();
                browser.await("No master").await("2 of 2 alive");
                var former =
                        other.pods("demo", "worker").getFirst().getMetadata().getName();
                browser.click("[aria-label='Let worker %s leave']".formatted(former.replaceFirst(".*-", "")))
                        .click("dialog[open] .danger")
                        .await(former + " leaves when it is empty");
                await().atMost(TestNamespace.PATIENCE)
                        .until(() -> other.pods("demo", "worker").stream()
                                .noneMatch(pod -> pod.getMetadata().getName().equals(former)));
                browser.await("2 of 2 alive");
                browser.clickText("Suspend").click("dialog[open] .danger");
                browser.await("Suspended");
                assertThat(browser.consoleErrors()).isEmpty();
            }
        }
    }

    @Test
    void thePagesLookAsInTheDocumentation() {
        try (var browser = at(address, "/", editor)) {
            browser.await("e2e-console").screenshot(folder.resolve("clusters.png"));
            browser.phone().dark().go(address + CLUSTER).await("running").screenshot(folder.resolve("cluster.png"));
            assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }
}
