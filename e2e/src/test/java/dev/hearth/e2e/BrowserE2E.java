package dev.hearth.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hearth.e2e.Browser.Form;
import dev.hearth.e2e.Browser.Link;
import dev.hearth.e2e.Traffic.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What tests see through the browser; it needs Chromium, but no Kubernetes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledIfSystemProperty(named = "hearth.e2e", matches = "off", disabledReason = "switched off by -Dhearth.e2e=off")
class BrowserE2E {
    /** Without an icon of its own, Chromium asks for one, and a test cannot know when. */
    private static final String ICON = "<link rel=icon href='data:,'>";

    private static final Map<String, String> PAGES = Map.of(
            "/",
            """
            <title>Start</title><meta name=viewport content="width=device-width">
            <p hidden>a secret</p>
            <a href="form">Ask   something</a> <a href="form" hidden>Ask something</a>
            <svg><a href="form"><text y="20">Drawn</text></a></svg>
            """,
            "/form",
            """
            <title>Question</title>
            <form action="answer"><input name="action" value="nothing"><button>Send</button></form>
            <form method="post"></form>
            """,
            "/answer",
            "<p></p><script>setTimeout(() => document.querySelector('p').append(location.search), 300)</script>",
            "/errors",
            "<script>console.error('all is lost')</script><img src=missing.png>",
            "/fetches",
            """
            <script src="script.js"></script><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><img src="missing.png">
            """,
            "/script.js",
            "fetch('moved', {method: 'POST'}).then(it => it.text()).then(it => document.body.append(it))",
            "/data",
            "fetched");

    private HttpServer server;
    private Browser browser;

    @BeforeAll
    void openABrowser() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", BrowserE2E::serve);
        server.start();
        browser = Browser.open();
    }

    @AfterAll
    void closeAll() {
        server.stop(0);
        browser.close();
    }

    @BeforeEach
    void startAtTheBeginning() {
        browser.go(at("/"));
        var _ = browser.requests();
        var _ = browser.consoleErrors();
    }

    @Test
    void showsWhatAPersonSees() {
        assertThat(browser.title()).isEqualTo("Start");
        assertThat(browser.text()).contains("Ask something").doesNotContain("secret");
    }

    @Test
    void takesAClickFromPageToPage() {
        browser.clickText("Ask something");
        assertThat(browser.url()).isEqualTo(at("/form"));
    }

    @Test
    void fillsInAFormAndWaitsForWhatComesOfIt() {
        browser.go(at("/form")).fill("input", "all or nothing").click("button").await("?action=all+or+nothing");
        browser.go(at("/form")).fill("input", "some\n").await("?action=some");
    }

    @Test
    void tellsWhatAPageShowsInsteadOfWhatWasAwaited() {
        try (var impatient = Browser.open().within(Duration.ofMillis(200)).go(at("/"))) {
            assertThatThrownBy(() -> impatient.await("an answer"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll("an answer", at("/"), "Ask something");
            assertThatThrownBy(() -> impatient.clickText("a secret")).hasMessageContaining("Ask something");
            assertThatThrownBy(() -> impatient.fill("input", "text")).hasMessageContaining("no field input");
        }
    }

    @Test
    void listsLinksAndFormsWithAbsoluteAddresses() {
        assertThat(browser.links()).contains(new Link("Drawn", at("/form"))).hasSize(3);
        assertThat(browser.go(at("/form")).forms())
                .containsExactly(new Form("GET", at("/answer")), new Form("POST", at("/form")));
    }

    @Test
    void reportsEachErrorOfTheConsoleOnce() {
        assertThat(browser.go(at("/errors")).consoleErrors())
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).contains("all is lost"),
                        it -> assertThat(it).contains("/missing.png", "404"));
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void reportsEachRequestOnce() {
        assertThat(browser.go(at("/fetches")).await("fetched").requests())
                .containsExactlyInAnyOrder(
                        new Request("GET", at("/fetches"), "Document", 200, ""),
                        new Request("GET", at("/script.js"), "Script", 200, ""),
                        new Request("GET", at("/missing.png"), "Image", 404, ""),
                        new Request("POST", at("/moved"), "Fetch", 303, ""),
                        new Request("GET", at("/data"), "Fetch", 200, ""));
        assertThat(browser.requests()).isEmpty();
    }

    @Test
    void reportsWhyARequestHasNoAnswer() {
        browser.script("return fetch('http://' + location.hostname + ':1').catch(it => true)");
        assertThat(browser.requests()).singleElement().satisfies(it -> {
            assertThat(it.failed()).isTrue();
            assertThat(it.failure()).startsWith("net::ERR_");
        });
    }

    @Test
    void isADarkPhoneOnRequest(@TempDir Path folder) throws IOException {
        try (var phone = Browser.open().phone().dark().go(at("/"))) {
            assertThat(phone.script("return innerWidth")).isEqualTo(390L);
            assertThat(phone.script("return matchMedia('(prefers-color-scheme: dark)').matches"))
                    .isEqualTo(true);
            var picture = folder.resolve("page.png");
            phone.screenshot(picture);
            assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(780);
        }
    }

    private String at(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var script = path.endsWith(".js");
            var page = ((script ? "" : ICON) + PAGES.getOrDefault(path, "")).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", script ? "text/javascript" : "text/html");
            exchange.getResponseHeaders().add("Location", "/data");
            exchange.sendResponseHeaders(status(path), page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private static int status(String path) {
        if (path.equals("/moved")) {
            return 303;
        }
        return PAGES.containsKey(path) ? 200 : 404;
    }
}
