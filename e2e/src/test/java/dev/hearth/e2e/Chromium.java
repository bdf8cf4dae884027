package dev.hearth.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a screen, which writes nowhere but to a folder that ends with it. */
record Chromium(ChromeDriver driver, Path home) implements AutoCloseable {
    /** For root, in a container, and without what Chromium does by itself: what it asks for, the page wanted. */
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--no-first-run",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--disable-quic",
            "--disable-sync",
            "--force-prefers-reduced-motion",
            "--window-size=1280,900");

    /**
     * Without the parts that only a screen needs pages cost half as much. The program itself: Debian's script of its name
     * stays between it and who wants to end it.
     */
    private static final Path HEADLESS = Path.of("/usr/lib/chromium/chromium-headless-shell");

    /** Held, so that its level stays. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    static {
        // It warns that it does not know the events of a Chromium as new as this, which nobody asks it for.
        SELENIUM.setLevel(Level.SEVERE);
    }

    static Chromium start(String... more) {
        var chromium = Optional.of(HEADLESS)
                .filter(Files::isExecutable)
                .or(() -> Shell.find("chromium"))
                .orElseThrow(() -> missing("chromium"));
        var chromedriver = Shell.find("chromedriver").orElseThrow(() -> missing("chromedriver"));
        try {
            var home = Files.createTempDirectory("hearth-browser-");
            return new Chromium(new ChromeDriver(service(chromedriver, home), options(chromium, more)), home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChromeDriverService service(Path chromedriver, Path home) {
        // With a driver at hand, Selenium looks for none on the internet. Without a name for it, the driver makes the
        // browser's folder where temporary files are; one that is named the headless shell opens without a page.
        return new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .withEnvironment(Map.of("HOME", home.toString(), "TMPDIR", home.toString()))
                .build();
    }

    private static ChromeOptions options(Path chromium, String... more) {
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.SEVERE);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(FLAGS);
        options.addArguments(more);
        // A script can wait for many answers of servers that are busy.
        options.setScriptTimeout(Duration.ofMinutes(2));
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    private static AssertionError missing(String program) {
        return new AssertionError("No browser can run here (-Dhearth.e2e=off skips its tests): " + program
                + " is missing. apt-get install chromium-headless-shell chromium-driver");
    }

    @Override
    public void close() {
        driver.quit();
        // Its helpers end after it, and write until then.
        Awaitility.await().ignoreExceptions().until(() -> {
            delete(home);
            return true;
        });
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
