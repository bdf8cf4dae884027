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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees and does in a browser. */
@RealKubernetes
@Order(Installed.LONG)
@ResourceLock(value = Installed.GATEWAY, mode = ResourceAccessMode.READ)
class ConsoleE2E {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String CLUSTER = "/-/clusters/e2e-console/demo";
    private static final String APPLICATION = "/e2e-console/demo/app/?appId=";

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
        var finished = Files.writeString(folder.resolve("finished.py"), Jobs.pages("finished", 1));
        namespace.hearth("submit", "demo", finished.toString()).output();
        var running = Files.writeString(folder.resolve("running.py"), Jobs.pages("running", 100_000));
        job = namespace.startHearth("submit", "demo", running.toString());
        // It is there before it has done anything that a page could show.
        await().atMost(TestNamespace.PATIENCE).until(() -> cachedTables().contains("numbers"));
    }

    @AfterAll
    static void remove() {
        job.destroy();
        namespace.close();
    }

    private static String cachedTables() {
        var app = application("activeapps");
        return new GatewayClient(address, viewer)
                .get("/e2e-console/demo/proxy/" + app + "/api/v1/applications/" + app + "/storage/rdd")
                .body();
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
    void everyLinkOfEveryPageWorks() {
        try (var browser = at(address, "/", viewer)) {
            browser.await("e2e-console").go(address + CLUSTER).await("running").await("History");
            var crawler = new Crawler(browser, address).walk(address + CLUSTER);
            assertThat(crawler.faults()).isEmpty();
            assertThat(crawler.visited())
                    .anyMatch(url -> url.contains("/proxy/worker-"))
                    .anyMatch(url -> url.matches(".*/logPage/.*logType=stdout.*"))
                    .anyMatch(url -> url.matches(".*/logPage/.*logType=stderr.*"))
                    .anyMatch(url -> url.contains("/environment"))
                    .anyMatch(url -> url.contains("/stages/stage/"))
                    .anyMatch(url -> url.contains("/SQL/execution"))
                    .anyMatch(url -> url.contains("/StreamingQuery/statistics"))
                    .anyMatch(url -> url.contains("/executors/threadDump"))
                    .anyMatch(url -> url.contains("/storage/rdd"))
                    .anyMatch(url -> url.contains("/finished/history/" + application("completedapps") + "/SQL/"))
                    .anyMatch(url -> url.contains("/app/?appId=" + application("completedapps")));
        }
    }

    @Test
    void aLogShowsMoreOnRequest() {
        try (var browser = at(address, APPLICATION + application("activeapps"), viewer)) {
            browser.await("stderr").links().stream()
                    .map(Browser.Link::url)
                    .filter(url -> url.contains("logType=stderr"))
                    .filter(url -> isLong(browser.go(url)))
                    .findFirst()
                    .orElseThrow();
            var shown = browser.text().length();
            browser.clickText("Load More");
            await().atMost(SOON).until(() -> browser.text().length() > shown);
            browser.clickText("Load New");
            assertThat(browser.requests())
                    .noneMatch(Traffic.Request::failed)
                    .anyMatch(it -> it.url().contains("/log?"));
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    @Test
    void aThreadDumpOpensBesideItsExecutor() {
        try (var browser =
                at(address, "/e2e-console/demo/proxy/" + application("activeapps") + "/executors/", viewer)) {
            browser.clickText("Thread Dump").await("Open in new tab").await("RUNNABLE");
            assertThat(browser.requests()).noneMatch(Traffic.Request::failed);
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    private static boolean isLong(Browser page) {
        return Boolean.TRUE.equals(page.script("return !document.querySelector('.log-more-btn').disabled"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json/",
                "metrics/master/json/",
                "metrics/applications/json/",
                "proxy/WORKER/json/",
                "proxy/WORKER/metrics/json/",
                "proxy/APP/api/v1/applications/APP/allexecutors",
                "proxy/APP/api/v1/applications/APP/sql",
                "proxy/APP/metrics/json/",
                "finished/api/v1/applications"
            })
    void programsReadWhatSparkTellsThem(String path) {
        var reader = new GatewayClient(address, viewer);
        var worker = Pattern.compile("worker-[^\"]+")
                .matcher(reader.get("/e2e-console/demo/json/").body());
        assertThat(worker.find()).isTrue();
        var answer = reader.get("/e2e-console/demo/"
                + path.replace("WORKER", worker.group()).replace("APP", application("activeapps")));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).contains("json");
        assertThat(answer.body().strip()).containsPattern("^[{\\[]");
    }

    /** A prefix of the API server's, which Spark's scripts would take for their own: it has a segment called proxy. */
    @Test
    void everyLinkWorksThroughKubectlProxy() throws Exception {
        var proxy = World.get().shell().start("kubectl", "proxy", "--port=0");
        try (var out = proxy.inputReader()) {
            var port = Pattern.compile("127\\.0\\.0\\.1:\\d+").matcher(out.readLine());
            assertThat(port.find()).isTrue();
            var home = "http://" + port.group() + "/api/v1/namespaces/hearth-system/services/hearth-gateway:http/proxy";
            crawlShortly(home);
        } finally {
            proxy.destroy();
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
            var crawler = new Crawler(browser, home)
                    .step(home + "/e2e-console/demo/")
                    .step(home + "/e2e-console/demo/proxy/" + app + "/executors/")
                    .step(home + "/e2e-console/demo/finished/");
            assertThat(crawler.faults()).isEmpty();
            assertThat(crawler.visited())
                    .hasSizeGreaterThan(20)
                    .allMatch(url -> url.startsWith(home))
                    .anyMatch(url -> url.contains("/proxy/worker-"))
                    .anyMatch(url -> url.contains("/finished/history/"));
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

    /**
     * Makes the documentation's pictures anew with {@code -Dhearth.pictures=$PWD/docs/images}; then, to make them small,
     * {@code mogrify +dither -colors 64 docs/images/console*.png docs/images/spark-*.png}.
     */
    @Test
    void thePagesLookAsInTheDocumentation() {
        var pictures = Path.of(System.getProperty("hearth.pictures", folder.toString()));
        var app = "/e2e-console/demo/proxy/" + application("activeapps");
        try (var browser = at(address, "/", editor).window(1265, 1060)) {
            browser.await("e2e-console");
            assertThatItFits(
                    browser.go(address + CLUSTER).await("running").screenshot(pictures.resolve("console.png")));
            browser.go(address + "/e2e-console/demo/").await("Running Applications");
            browser.window(1265, 640).screenshot(pictures.resolve("spark-master.png"));
            browser.go(address + app + "/executors/").await("Active(3)");
            browser.window(1440, 860).screenshot(pictures.resolve("spark-executors.png"));
            browser.phone().dark().go(address + CLUSTER).await("running");
            assertThatItFits(browser.screenshot(pictures.resolve("console-phone.png")));
            assertThatItFits(browser.go(address + "/").await("e2e-console"));
            assertThat(browser.consoleErrors()).isEmpty();
        }
    }

    private static void assertThatItFits(Browser browser) {
        assertThat(browser.script("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }
}
