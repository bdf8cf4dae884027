package dev.hearth.e2e;

import dev.hearth.e2e.Traffic.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/** A Chromium that nobody has used before, and somebody who looks at its pages, clicks and types. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** A request can stay without an answer for ever, such as one of a page that is gone. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    /** What Spark opens beside a page has no address of its own, but says where it is. */
    private static final String LINKS = """
            const address = it => it.dataset.detailUrl ?? it.href.baseVal ?? it.href;
            return [...document.querySelectorAll('a, area')]
                .filter(address)
                .map(it => [it.textContent.trim(), URL.parse(address(it), document.baseURI)?.href ?? address(it)]);
            """;

    /** By attributes, because a field called "action" hides the property of that name. */
    private static final String FORMS = """
            return [...document.forms].map(it => [
                (it.getAttribute('method') || 'get').toUpperCase(),
                new URL(it.getAttribute('action') || document.URL, document.baseURI).href]);
            """;

    private static final String FETCH = """
            return Promise.all(arguments[0].map(it => fetch(it).then(answer => answer.text()).catch(() => null)))
                .then(() => null);
            """;

    private static final String CLICKABLE = """
            return [...document.querySelectorAll('a, button, summary, input[type=submit], input[type=button]')]
                .find(it => it.checkVisibility() && (it.innerText || it.value || '').trim() === arguments[0]);
            """;

    /** A link of a page, by its text. */
    record Link(String text, String url) {}

    /** Where a form of a page goes, and how. */
    record Form(String method, String url) {}

    private final Chromium chromium;
    private final ChromeDriver driver;
    private final Traffic traffic = new Traffic();
    private Duration patience = PATIENCE;

    private Browser(Chromium chromium) {
        this.chromium = chromium;
        driver = chromium.driver();
    }

    static Browser open() {
        return new Browser(Chromium.start());
    }

    /** One that takes the certificate of a public key for good, whoever has signed it. */
    static Browser trusting(String keyDigest) {
        return new Browser(Chromium.start("--ignore-certificate-errors-spki-list=" + keyDigest));
    }

    /** Waits no longer than this for anything, from now on. */
    Browser within(Duration limit) {
        patience = limit;
        return this;
    }

    /** Is a phone from now on, with a narrow screen. */
    Browser phone() {
        return screen(390, 844, 2, true);
    }

    /** Shows so many pixels of a page from now on. */
    Browser window(int width, int height) {
        return screen(width, height, 1, false);
    }

    /** Without scroll bars, whatever it shows. */
    private Browser screen(int width, int height, int scale, boolean mobile) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", mobile));
        command("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        return this;
    }

    /** Prefers dark pages from now on. */
    Browser dark() {
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        return this;
    }

    /** Opens a page, and waits until it is there with all that it needs from the start. */
    Browser go(String url) {
        driver.get(url);
        return this;
    }

    String url() {
        return driver.getCurrentUrl();
    }

    String title() {
        return driver.getTitle();
    }

    /** What a person sees of the page, without what is hidden. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Waits until the page shows a text. */
    Browser await(String text) {
        return patiently("\"" + text + "\"", () -> text().contains(text));
    }

    /** Waits until Spark's scripts have what they asked for, and have filled the page with it. */
    Browser awaitScripts() {
        return patiently(
                "end of what its scripts ask for",
                () -> Boolean.TRUE.equals(script("return !window.jQuery || jQuery.active === 0")));
    }

    /** Clicks on what a selector finds, as soon as it can be clicked. */
    Browser click(String css) {
        return patiently("place to click, " + css, () -> {
            driver.findElement(By.cssSelector(css)).click();
            return true;
        });
    }

    /** Clicks on the first link or button with exactly this text, as soon as there is one. */
    Browser clickText(String text) {
        return patiently("link or button \"" + text + "\"", () -> {
            if (!(driver.executeScript(CLICKABLE, text) instanceof WebElement element)) {
                return false;
            }
            element.click();
            return true;
        });
    }

    /** Replaces what is in a field; a line break at the end submits its form. */
    Browser fill(String css, String value) {
        return patiently("field " + css, () -> {
            var field = driver.findElement(By.cssSelector(css));
            field.clear();
            field.sendKeys(value);
            return true;
        });
    }

    /** All links of the page, hidden ones too, with absolute addresses. */
    List<Link> links() {
        return pairs(LINKS).stream()
                .map(it -> new Link(it.getFirst(), it.getLast()))
                .toList();
    }

    /** All forms of the page, with absolute addresses. */
    List<Form> forms() {
        return pairs(FORMS).stream()
                .map(it -> new Form(it.getFirst(), it.getLast()))
                .toList();
    }

    /** Asks for addresses as a script of the page would; how they were answered is among its requests. */
    void fetch(List<String> urls) {
        var _ = script(FETCH, urls);
    }

    /** The errors in the browser's console since last asked, also of what failed to load, such as a page's icon. */
    List<String> consoleErrors() {
        return log(LogType.BROWSER).stream().map(LogEntry::getMessage).toList();
    }

    /** All requests of all pages since last asked, after a short wait for their answers. */
    List<Request> requests() {
        try {
            waiting(ANSWERED_WITHIN).until(() -> {
                log(LogType.PERFORMANCE).forEach(it -> traffic.read(it.getMessage()));
                return traffic.isQuiet();
            });
        } catch (ConditionTimeoutException e) {
            // The ones without an answer say so.
            return traffic.take();
        }
        return traffic.take();
    }

    /** Takes a picture of what the window shows, as a PNG. */
    Browser screenshot(Path file) {
        try {
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The result of a function's body in JavaScript: null, Boolean, Long, Double, String, List, Map or an element. */
    @Nullable
    Object script(String body, Object... arguments) {
        return driver.executeScript(body, arguments);
    }

    @Override
    public void close() {
        chromium.close();
    }

    private void command(String name, Map<String, Object> arguments) {
        var _ = driver.executeCdpCommand(name, arguments);
    }

    private List<LogEntry> log(String type) {
        return driver.manage().logs().get(type).getAll();
    }

    @SuppressWarnings("unchecked")
    private List<List<String>> pairs(String script) {
        return (List<List<String>>) script(script);
    }

    /** A page may change between a look and a click: then it takes another look. */
    private Browser patiently(String wanted, Callable<Boolean> attempt) {
        try {
            waiting(patience)
                    .ignoreExceptionsMatching(Browser::saysThatThePageChanged)
                    .until(attempt);
            return this;
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("no %s at %s:%n%s".formatted(wanted, url(), text()), e);
        }
    }

    /** The driver has no word of its own for an element whose page went between two of its steps. */
    private static boolean saysThatThePageChanged(Throwable thrown) {
        return thrown instanceof NotFoundException
                || thrown instanceof StaleElementReferenceException
                || thrown instanceof ElementNotInteractableException
                || thrown instanceof WebDriverException
                        && String.valueOf(thrown.getMessage()).contains("does not belong to the document");
    }

    private static ConditionFactory waiting(Duration limit) {
        return Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(limit);
    }
}
