package dev.hearth.e2e;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Follows every link of every page, as a curious person would who may only look. Pages that differ in nothing but numbers
 * (one of many stages, the order of a table) are one kind, of which one is enough.
 */
final class Crawler {
    private static final int PER_KIND = 1;
    private static final Pattern NUMBERS = Pattern.compile("\\d+");
    private static final Pattern VALUES = Pattern.compile("=[^&]*");

    /** Spark 4.3.0 forgets that a script of the master's environment page is a module, with or without us. */
    private static final Pattern SPARKS_OWN = Pattern.compile(
            ".*/environment/.*/static/environmentpage\\.js .*Cannot use import statement outside a module.*");

    private final Browser browser;
    private final String home;
    private final Map<String, Integer> kinds = new HashMap<>();
    private final Set<String> visited = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    /**
     * A walk through pages.
     *
     * @param home what the address of everything must begin with
     */
    Crawler(Browser browser, String home) {
        this.browser = browser;
        this.home = home;
    }

    /** Looks at every page that can be reached. */
    Crawler walk(String start) {
        var next = new ArrayDeque<String>(List.of(start));
        while (!next.isEmpty()) {
            var url = next.poll();
            if (isNew(url)) {
                visit(url);
                browser.links().stream()
                        .map(link -> link.url().replaceFirst("#.*", ""))
                        .filter(link -> link.startsWith("http"))
                        .forEach(link -> {
                            if (!link.startsWith(home)) {
                                faults.add(url + " links to " + link);
                            } else {
                                next.add(link);
                            }
                        });
            }
        }
        return this;
    }

    Set<String> visited() {
        return visited;
    }

    List<String> faults() {
        return faults;
    }

    private boolean isNew(String url) {
        return !url.contains("kill")
                && !visited.contains(url)
                && kinds.merge(
                                VALUES.matcher(NUMBERS.matcher(url).replaceAll("0"))
                                        .replaceAll("="),
                                1,
                                Integer::sum)
                        <= PER_KIND;
    }

    /** The console's pages are filled after they have come. */
    private void settle(String url) {
        if (url.contains("/-/clusters/")) {
            browser.await("Running");
        } else if (url.matches(Pattern.quote(home) + "/(\\?.*)?")) {
            browser.await("Ready");
        }
    }

    private void visit(String url) {
        visited.add(url);
        browser.go(url);
        settle(url);
        browser.requests().forEach(request -> {
            if (request.failed()) {
                faults.add(url + ": " + request);
            } else if (!request.url().startsWith(home)) {
                faults.add(url + " asks " + request.url());
            }
        });
        browser.consoleErrors().stream()
                .filter(error -> !SPARKS_OWN.matcher(url + " " + error).matches())
                .forEach(error -> faults.add(url + " says " + error));
        browser.forms().stream()
                .filter(form -> !form.url().startsWith(home))
                .forEach(form -> faults.add(url + " sends a form to " + form.url()));
    }
}
