package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * People whom a provider of OpenID Connect knows, at a gateway that is set up for it as an administrator does it. Then
 * it is set up as {@link World} did.
 */
@RealKubernetes
@Order(Installed.SCARCE)
@ResourceLock(Installed.GATEWAY)
class OidcE2E {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String JANE = "oidc:jane@example.org";
    private static final String[] PAGE = {"Accept", "text/html"};

    private static TestNamespace team;
    private static TestNamespace library;
    private static Dex dex;
    private static GatewayClient nobody;

    @TempDir
    private static Path folder;

    /** A login that was begun by hand. */
    private record Begun(String provider, String state, String cookie) {
        static Begun login(String next) {
            var answer = nobody.get("/-/oidc?next=" + encoded(next));
            assertThat(answer.status()).isEqualTo(303);
            var cookie = answer.header("set-cookie");
            assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax", "Max-Age=599");
            return new Begun(
                    answer.header("location"),
                    found("[?&]state=([^&]+)", answer.header("location")),
                    found("(hearth-oidc=[^;]+)", cookie));
        }
    }

    @BeforeAll
    static void aProviderAndWhatItsPeopleMay() throws Exception {
        team = TestNamespace.create("e2e-oidc");
        library = TestNamespace.create("e2e-oidc-library");
        team.apply("ours", "{suspend: true}");
        library.apply("theirs", "{suspend: true}");
        team.kubectl("create", "rolebinding", "jane", "--clusterrole=edit", "--user=" + JANE)
                .output();
        library.kubectl("create", "rolebinding", "authors", "--clusterrole=view", "--group=oidc:authors")
                .output();
        nobody = GatewayClient.anonymous(team.client());
        dex = Dex.start(team, nobody.address() + "/-/oidc/callback", folder);
        system("delete", "configmap", "e2e-oidc", "--ignore-not-found");
        system("create", "configmap", "e2e-oidc", "--from-file=" + dex.authority());
        team.hearth(("install --gateway-oidc-issuer " + dex.issuer() + " --gateway-oidc-client-id " + Dex.CLIENT
                                + " --gateway-oidc-username-claim email --gateway-oidc-username-prefix oidc:"
                                + " --gateway-oidc-groups-claim groups --gateway-oidc-groups-prefix oidc:"
                                + " --gateway-oidc-scopes openid,email,groups --gateway-oidc-ca e2e-oidc")
                        .split(" "))
                .output();
    }

    @AfterAll
    static void restoreTheGateway() {
        team.hearth("install").output();
        system("delete", "configmap", "e2e-oidc");
        team.close();
        library.close();
    }

    private static void system(String... arguments) {
        var command = new java.util.ArrayList<>(java.util.List.of("kubectl", "-n", "hearth-system"));
        command.addAll(java.util.List.of(arguments));
        World.get().shell().run(command.toArray(String[]::new)).output();
    }

    /** The former ones answer until nobody is sent to them any more, and remember the provider. */
    private static void awaitNoFormerGateway() {
        await().atMost(SOON)
                .until(() -> team
                        .client()
                        .pods()
                        .inNamespace("hearth-system")
                        .withLabel("app.kubernetes.io/component", "gateway")
                        .list()
                        .getItems()
                        .stream()
                        .allMatch(pod -> pod.getMetadata().getDeletionTimestamp() == null));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String found(String pattern, String text) {
        var match = Pattern.compile(pattern).matcher(text);
        assertThat(match.find()).as(text).isTrue();
        return match.group(1);
    }

    /** Goes to a page of the gateway, and to the provider from where that leads. */
    private static Browser atTheProvider(Browser browser, String path) {
        return browser.within(SOON).go(nobody.address() + path).clickText("Log in with " + dex.address());
    }

    private static Browser asJane(Browser browser, String path) {
        return atTheProvider(browser, path)
                .clickText("Log in with Password")
                .fill("#login", "jane@example.org")
                .fill("#password", Dex.PASSWORD + "\n");
    }

    /** Dex's own test person, of the group of authors. */
    private static Browser asKilgore(Browser browser, String path) {
        return atTheProvider(browser, path).clickText("Log in with Mock");
    }

    /** What the console's button does. */
    private static Object scale(Browser browser, String cluster) {
        return browser.script("""
                return fetch(`/-/clusters/${arguments[0]}/scale`, {
                    method: 'POST', body: new URLSearchParams({replicas: 3}),
                    headers: {'X-Hearth-CSRF': document.querySelector('meta[name=csrf]').content},
                }).then(answer => answer.status);
                """, cluster);
    }

    private static int workers(TestNamespace namespace, String cluster) {
        return namespace.cluster(cluster).orElseThrow().getSpec().workers().replicas();
    }

    @Test
    void aPersonHasTheRightsThatAreBoundToTheirName() throws Exception {
        try (var browser = dex.browser()) {
            asJane(browser, "/-/clusters/e2e-oidc/ours").await("Suspended");
            assertThat(browser.url()).isEqualTo(nobody.address() + "/-/clusters/e2e-oidc/ours");
            assertThat(browser.go(nobody.address()).await("ours").text())
                    .contains(JANE)
                    .doesNotContain("theirs");
            assertThat(scale(browser, "e2e-oidc/ours")).isEqualTo(204L);
            assertThat(workers(team, "ours")).isEqualTo(3);
            assertThat(scale(browser, "e2e-oidc-library/theirs")).isEqualTo(404L);
            assertThat(browser.consoleErrors()).allMatch(error -> error.contains("404"));
            browser.clickText("Log out").await("or with a token");
            browser.go(nobody.address());
            assertThat(browser.url()).contains("/-/login");
        }
    }

    @Test
    void aPersonHasTheRightsThatAreBoundToTheirGroup() throws Exception {
        try (var browser = dex.browser()) {
            asKilgore(browser, "/").await("theirs");
            assertThat(browser.text()).contains("oidc:kilgore@kilgore.trout").doesNotContain("ours");
            var before = workers(library, "theirs");
            assertThat(scale(browser, "e2e-oidc-library/theirs")).isEqualTo(403L);
            assertThat(workers(library, "theirs")).isEqualTo(before);
        }
    }

    @Test
    void noLinkToTheLoginLeadsToAnotherSite() throws Exception {
        try (var browser = dex.browser()) {
            asKilgore(browser, "/-/login?next=" + encoded("//evil.example/")).await("theirs");
            assertThat(browser.url()).isEqualTo(nobody.address() + "/");
            browser.go(nobody.address() + "/-/oidc?next=" + encoded("https://evil.example/"))
                    .clickText("Log in with Mock")
                    .await("theirs");
            assertThat(browser.url()).isEqualTo(nobody.address() + "/");
        }
    }

    @Test
    void anAnswerIsGoodForTheLoginOfItsBrowserOnly() {
        var begun = Begun.login("/");
        var answer = "/-/oidc/callback?code=c&state=";
        var forged = nobody.get(answer + "forged", "Cookie", begun.cookie(), "Accept", "text/html");
        assertThat(forged.status()).isEqualTo(400);
        assertThat(forged.body()).contains("This is the answer to another login", "Try again");
        assertThat(forged.header("set-cookie")).contains("hearth-oidc=;").doesNotContain("hearth-session");
        var without = nobody.get(answer + begun.state(), PAGE);
        assertThat(without.status()).isEqualTo(400);
        assertThat(without.body()).contains("This login is over", "Try again");
    }

    @Test
    void noCookieIsTakenForTheOther() {
        var begun = Begun.login("/");
        var attempt = begun.cookie().replace("hearth-oidc=", "hearth-session=");
        assertThat(nobody.get("/-/whoami", "Cookie", attempt).status()).isEqualTo(401);
        var token = GatewayClient.token(team, "both", "view");
        var session = nobody.post("/-/login", "token=" + token).header("set-cookie");
        var taken = "hearth-oidc=" + found("hearth-session=([^;]+)", session);
        assertThat(nobody.get("/-/oidc/callback?code=c&state=" + begun.state(), "Cookie", taken)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatTheProviderSaysIsTextAndNothingElse() {
        var begun = Begun.login("/a/b/?c=d");
        var refused = nobody.get(
                "/-/oidc/callback?error=access_denied&error_description=" + encoded("<script>alert(1)</script>")
                        + "&state=" + begun.state(),
                "Cookie",
                begun.cookie(),
                "Accept",
                "text/html");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body())
                .contains("You are not logged in", "&lt;script&gt;", "/-/oidc?next=%2Fa%2Fb%2F%3Fc%3Dd")
                .doesNotContain("<script>alert");
    }

    /** The code goes to a browser that has not begun the login; then who has begun it tries the code, twice. */
    @Test
    void aCodeIsGoodOnceAndForWhoAskedForIt() throws Exception {
        var begun = Begun.login("/");
        String answer;
        try (var browser = dex.browser()) {
            browser.within(SOON)
                    .go(begun.provider())
                    .clickText("Log in with Mock")
                    .await("This login is over");
            var address = URI.create(browser.url());
            answer = address.getRawPath() + "?" + address.getRawQuery();
            assertThat(browser.go(nobody.address()).url()).contains("/-/login");
        }
        var first = nobody.get(answer, "Cookie", begun.cookie());
        assertThat(first.status()).isEqualTo(303);
        assertThat(first.header("location")).isEqualTo("/");
        var session = found("(hearth-session=[^;]+)", first.header("set-cookie"));
        assertThat(nobody.get("/-/whoami", "Cookie", session).body()).contains("oidc:kilgore@kilgore.trout");
        var replayed = nobody.get(answer, "Cookie", begun.cookie(), "Accept", "text/html");
        assertThat(replayed.status()).isEqualTo(403);
        assertThat(replayed.body()).contains("The provider did not accept the code");
        assertThat(replayed.header("set-cookie")).doesNotContain("hearth-session");
    }

    @Test
    void aProviderThatIsDownKeepsNobodyOutWhoHasAToken() throws Exception {
        var token = GatewayClient.token(team, "viewer", "view");
        dex.down();
        try (var browser = dex.browser()) {
            system("rollout", "restart", "deployment/hearth-gateway");
            system("rollout", "status", "deployment/hearth-gateway", "--timeout=3m");
            awaitNoFormerGateway();
            atTheProvider(browser, "/").await("cannot log you in at the moment").await("does not answer");
            assertThat(nobody.get("/-/oidc", PAGE).status()).isEqualTo(503);
            browser.clickText("Back to the login")
                    .fill("[name=token]", token + "\n")
                    .await("ours");
            dex.up();
            browser.clickText("Log out");
            await().atMost(SOON).until(() -> nobody.get("/-/oidc").status() == 303);
            asJane(browser, "/").await("ours");
        } finally {
            dex.up();
        }
    }
}
