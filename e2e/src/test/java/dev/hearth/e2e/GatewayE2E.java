package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in at the gateway, what they may do there, and what does not get through. */
@RealKubernetes
@ResourceLock(value = Installed.GATEWAY, mode = ResourceAccessMode.READ)
class GatewayE2E {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String GATEWAY = "app.kubernetes.io/component=gateway";

    private static TestNamespace namespace;
    private static TestNamespace other;
    private static GatewayClient nobody;
    private static GatewayClient viewer;
    private static GatewayClient editor;

    @TempDir
    private Path folder;

    @BeforeAll
    static void aClusterAndThreePeople() {
        namespace = TestNamespace.withDemo("e2e-gateway", 2);
        // A namespace whose name Spark's scripts would take for something else, with a cluster that costs nothing.
        other = TestNamespace.create("proxy");
        other.apply("other", "{suspend: true}");
        nobody = GatewayClient.anonymous(namespace.client());
        viewer = nobody.with(GatewayClient.token(namespace, "viewer", "view"));
        editor = nobody.with(GatewayClient.token(namespace, "editor", "edit"));
        await().atMost(SOON).until(() -> viewer.get("/e2e-gateway/demo/json/").status() == 200);
    }

    @AfterAll
    static void remove() {
        namespace.close();
        other.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/e2e-gateway/demo/", "/e2e-gateway/demo/json/", "/-/events", "/-/whoami"})
    void whoHasNoTokenGetsNothing(String path) {
        assertThat(nobody.get(path).status()).isEqualTo(401);
        assertThat(nobody.with("eyJhbGciOiJub25lIn0.e30.").get(path).status()).isEqualTo(401);
        var person = nobody.get(path, "Accept", "text/html");
        assertThat(person.status()).isEqualTo(303);
        assertThat(person.header("location")).startsWith("/-/login?next=%2F");
    }

    @Test
    void aTokenEndsWithItsAccount() {
        var leaver = nobody.with(GatewayClient.token(namespace, "leaver", "view"));
        assertThat(leaver.get("/-/whoami").body()).contains("system:serviceaccount:e2e-gateway:leaver");
        namespace.kubectl("delete", "serviceaccount", "leaver").output();
        await().atMost(SOON).until(() -> leaver.get("/-/whoami").status() == 401);
    }

    @Test
    void aPersonSeesTheClustersOfTheirNamespacesAndDoesNotLearnOfOthers() {
        assertThat(viewer.firstEvent("/-/events"))
                .contains("\"namespace\":\"e2e-gateway\",\"name\":\"demo\"")
                .doesNotContain("\"namespace\":\"proxy\"");
        var hidden = viewer.get("/proxy_/other/");
        var missing = viewer.get("/proxy_/nothing/");
        assertThat(hidden.status()).isEqualTo(404);
        assertThat(hidden.body().replace("other", "nothing")).isEqualTo(missing.body());
        assertThat(viewer.firstEvent("/-/events/proxy_/other")).isEqualTo("data: {}");
    }

    @Test
    void namesThatCollideWithSparksWordsHaveTheirOwnSpelling() {
        var colleague = nobody.with(GatewayClient.token(other, "colleague", "view"));
        await().atMost(SOON)
                .until(() -> colleague.get("/proxy/other/").header("location").equals("/proxy_/other/"));
        assertThat(colleague.get("/proxy_/other/", "Accept", "text/html").body())
                .contains("No master leads");
    }

    @Test
    void whoMayOnlySeeChangesNothing() {
        for (var path : List.of("app/kill/?id=app-1&terminate=true", "workers/kill/?host=x", "driver/kill/")) {
            assertThat(viewer.post("/e2e-gateway/demo/" + path, "").status()).isEqualTo(403);
        }
        assertThat(viewer.get("/e2e-gateway/demo/app/kill/").status()).isEqualTo(403);
        assertThat(viewer.post("/-/clusters/e2e-gateway/demo/scale", "replicas=0")
                        .status())
                .isEqualTo(403);
        assertThat(namespace.cluster("demo").orElseThrow().getSpec().workers().replicas())
                .isEqualTo(2);
    }

    @Test
    void anotherSiteChangesNothingEvenForWhoMay() {
        for (var header : List.of("Sec-Fetch-Site:cross-site", "Origin:https://evil.example")) {
            var parts = header.split(":", 2);
            assertThat(editor.post("/-/clusters/e2e-gateway/demo/scale", "replicas=0", parts[0], parts[1])
                            .status())
                    .isEqualTo(403);
            assertThat(editor.get("/e2e-gateway/demo/app/kill/?id=app-1", parts[0], parts[1])
                            .status())
                    .isEqualTo(403);
        }
        assertThat(namespace.cluster("demo").orElseThrow().getSpec().workers().replicas())
                .isEqualTo(2);
    }

    @Test
    void aSessionIsGoodAtEveryReplicaAndOnlyWithItsGuard() {
        var login = nobody.post("/-/login", "next=%2F%2Fevil.example&token=" + editor.token());
        assertThat(login.status()).isEqualTo(303);
        assertThat(login.header("location")).isEqualTo("/");
        var cookie = login.header("set-cookie");
        assertThat(cookie)
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax", "Path=/")
                .doesNotContain(editor.token());
        var session = cookie.substring(0, cookie.indexOf(';'));
        var replicas = namespace
                .client()
                .pods()
                .inNamespace("hearth-system")
                .withLabel(GATEWAY.split("=")[0], "gateway")
                .list()
                .getItems();
        assertThat(replicas).isNotEmpty().allSatisfy(pod -> {
            var replica = nobody.at("http://" + pod.getStatus().getPodIP() + ":8080");
            assertThat(replica.get("/-/whoami", "Cookie", session).body()).contains("editor");
            assertThat(replica.post("/-/clusters/e2e-gateway/demo/scale", "replicas=0", "Cookie", session)
                            .status())
                    .isEqualTo(403);
        });
        var secure = nobody.post("/-/login", "token=" + editor.token(), "X-Forwarded-Proto", "https");
        assertThat(secure.header("set-cookie")).contains("Secure");
    }

    @Test
    void whoMayUpdateStopsAnApplicationAndScales() throws Exception {
        var job = submitted("stopped", Jobs.ROUNDS);
        var application = await().atMost(TestNamespace.PATIENCE).until(this::runningApplication, id -> !id.isEmpty());
        await().atMost(SOON)
                .until(() -> viewer.get("/e2e-gateway/demo/proxy/" + application + "/jobs/")
                        .body()
                        .contains("Spark Jobs"));
        assertThat(editor.post("/-/clusters/e2e-gateway/demo/stop", "app=" + application)
                        .status())
                .isEqualTo(204);
        await().atMost(SOON).until(() -> runningApplication().isEmpty());
        assertThat(job.waitFor()).isNotZero();
        // Its pod is there a little longer than it is.
        var page = "/e2e-gateway/demo/proxy/" + application + "/jobs/";
        await().atMost(SOON).until(() -> viewer.get(page).status() == 404);

        assertThat(editor.post("/-/clusters/e2e-gateway/demo/scale", "replicas=100000")
                        .status())
                .isEqualTo(400);
        assertThat(editor.post("/-/clusters/e2e-gateway/demo/scale", "replicas=1")
                        .status())
                .isEqualTo(204);
        namespace.awaitReady("demo", 1);
        assertThat(editor.post("/-/clusters/e2e-gateway/demo/scale", "replicas=2")
                        .status())
                .isEqualTo(204);
        namespace.awaitReady("demo", 2);
    }

    /** A driver decides what address it advertises; nobody connects to it but for the cluster's own pods. */
    @Test
    void aDriverThatAdvertisesAnotherAddressIsShownAsTheDriverThatItIs() throws Exception {
        var job = submitted("liar", "import os\nos.environ['SPARK_PUBLIC_DNS'] = '169.254.169.254'\n" + Jobs.ROUNDS);
        try {
            var application =
                    await().atMost(TestNamespace.PATIENCE).until(this::runningApplication, id -> !id.isEmpty());
            var page = "/e2e-gateway/demo/proxy/" + application + "/api/v1/applications/" + application;
            await().atMost(SOON).until(() -> viewer.get(page).body().contains(application));
        } finally {
            job.destroy();
            namespace
                    .kubectl("delete", "pods", "-l", "app.kubernetes.io/component=driver")
                    .output();
        }
    }

    @Test
    void aWorkerThatIsGoneHasAPageThatSaysSo() {
        var answer = viewer.get("/e2e-gateway/demo/proxy/worker-20200101000000-10.0.0.1-7078/", "Accept", "text/html");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("This worker is gone");
    }

    /** Spark gets neither the token nor anything by which a proxy could be told something. */
    @Test
    void everyAnswerCarriesWhatKeepsBrowsersSafe() {
        var page = viewer.get("/e2e-gateway/demo/");
        assertThat(page.header("content-security-policy")).contains("frame-ancestors 'self'");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("server")).isEmpty();
        var console = viewer.get("/");
        assertThat(console.header("content-security-policy")).contains("default-src 'none'");
        assertThat(console.header("x-frame-options")).isEqualTo("DENY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /e2e-gateway/demo/../../-/whoami HTTP/1.1",
                "GET /e2e-gateway/demo/%2e%2e/x HTTP/1.1",
                "GET /e2e-gateway/demo/a%2fb HTTP/1.1",
                "GET /e2e-gateway/demo/..;/x HTTP/1.1",
                "GET http://169.254.169.254/latest/ HTTP/1.1",
                "CONNECT 169.254.169.254:80 HTTP/1.1",
                "TRACE / HTTP/1.1",
                "GET /e2e-gateway/demo/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 5",
                "POST /e2e-gateway/demo/app/kill/ HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6",
                "GET /e2e-gateway/demo/ HTTP/1.1\r\n Folded: header"
            })
    void whatCouldBeReadInTwoWaysIsRefused(String head) {
        var answer = nobody.raw(
                head + "\r\nHost: x\r\nAuthorization: Bearer " + editor.token()
                        + "\r\nConnection: close\r\n\r\n0\r\n\r\n",
                SOON);
        assertThat(answer).matches(Pattern.compile("HTTP/1\\.1 4\\d\\d .*", Pattern.DOTALL));
    }

    @Test
    void headersThatAreTooLargeAreRefused() {
        var answer = nobody.raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(20_000) + "\r\n\r\n", SOON);
        assertThat(answer).startsWith("HTTP/1.1 431 ");
        assertThat(viewer.get("/e2e-gateway/demo/json/").status()).isEqualTo(200);
    }

    @Test
    void whoNeverEndsARequestIsCutOff() {
        assertThat(nobody.raw("GET / HTTP/1.1\r\nHost: ", SOON)).isEmpty();
    }

    /** As behind an Ingress, which hears of endpoints that go a little later than they go. */
    @Test
    void aRolloutDropsNoRequestAndForgetsNothingOfTheLoad() throws Exception {
        var known = loadKnownSince();
        var failures = new ArrayList<String>();
        var answered = 0;
        namespace
                .kubectl("-n", "hearth-system", "rollout", "restart", "deployment/hearth-gateway")
                .output();
        var rollout = World.get()
                .shell()
                .start("kubectl", "-n", "hearth-system", "rollout", "status", "deployment/hearth-gateway");
        while (rollout.isAlive()) {
            try {
                var status = viewer.get("/e2e-gateway/demo/json/").status();
                if (status == 200) {
                    answered++;
                } else {
                    failures.add("status " + status);
                }
            } catch (java.io.UncheckedIOException e) {
                failures.add(e.toString());
            }
        }
        assertThat(rollout.waitFor()).isZero();
        assertThat(failures).isEmpty();
        assertThat(answered).isPositive();
        assertThat(loadKnownSince()).isBeforeOrEqualTo(known);
    }

    private static Instant loadKnownSince() {
        var since = Pattern.compile("\"load\":\\{\"since\":\"([^\"]+)\"")
                .matcher(viewer.firstEvent("/-/events/e2e-gateway/demo"));
        assertThat(since.find()).isTrue();
        return Instant.parse(since.group(1));
    }

    private Process submitted(String name, String program) throws Exception {
        var file = Files.writeString(folder.resolve(name + ".py"), program);
        return namespace.startHearth("submit", "demo", file.toString());
    }

    private String runningApplication() {
        var active = viewer.get("/e2e-gateway/demo/json/activeapps/").body();
        var id = Pattern.compile("app-\\d+-\\d+").matcher(active);
        return id.find() ? id.group() : "";
    }
}
