package dev.hearth.e2e;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Follows every link of every page, as a curious person would who may only look. Addresses that differ in nothing but
 * numbers (one of many stages) are of one kind, of which one is enough; applications are told apart. Of pages that differ
 * in their query alone (the order of a table) one is looked at, and the others are fetched by it: they are most, and have
 * the same scripts.
 */
final class Crawler {
    private static final Pattern NUMBERS = Pattern.compile("app-\\d+-\\d+|\\d+");
    private static final Pattern VALUES = Pattern.compile("=(app-\\d+-\\d+|stdout|stderr)?[^&]*");

    /** Spark 4.3.0 forgets that a script of the master's environment page is a module, with or without us. */
    private static final Pattern SPARKS_OWN = Pattern.compile(
            ".*/environment/.*/static/environmentpage\\.js .*Cannot use import statement outside a module.*");

    private final Browser browser;
    private final String home;
    private final Set<String> kinds = new HashSet<>();
    private final Set<String> pages = new HashSet<>();
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
            look(next.poll(), next);
        }
        return this;
    }

    /** Looks at a page and at those that it leads to. */
    Crawler step(String start) {
        var next = new ArrayDeque<String>();
        look(start, next);
        next.forEach(url -> look(url, new ArrayDeque<>()));
        return this;
    }

    private void look(String url, Queue<String> next) {
        if (isNew(url)) {
            visit(url);
            collectFaults(url);
            browser.fetch(follow(url, next));
            collectFaults(url);
        }
    }

    Set<String> visited() {
        return visited;
    }

    List<String> faults() {
        return faults;
    }

    private boolean isNew(String url) {
        return !url.contains("kill") && kinds.add(kind(url));
    }

    private static String kind(String url) {
        return VALUES.matcher(numberless(url)).replaceAll(it -> "=" + (it.group(1) == null ? "" : it.group(1)));
    }

    private static String numberless(String url) {
        return NUMBERS.matcher(url).replaceAll(it -> it.group().startsWith("app-") ? it.group() : "0");
    }

    /** Takes in the links of a page, and returns those that need no look of their own. */
    private List<String> follow(String url, Queue<String> next) {
        var others = new ArrayList<String>();
        browser.links().stream()
                .map(link -> link.url().replaceFirst("#.*", ""))
                .filter(link -> link.startsWith("http"))
                .forEach(link -> {
                    if (!link.startsWith(home)) {
                        faults.add(url + " links to " + link);
                    } else if (!pages.contains(page(link))) {
                        next.add(link);
                    } else if (isNew(link)) {
                        visited.add(link);
                        others.add(link);
                    }
                });
        return others;
    }

    private static String page(String url) {
        return numberless(url.replaceFirst("\\?.*", ""));
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
        pages.add(page(url));
        browser.go(url).awaitScripts();
        settle(url);
    }

    /** Spark's scripts would take the API server's proxy for their own; the gateway spells it otherwise for them. */
    private static String plain(String url) {
        return url.replace("/%70roxy/", "/proxy/");
    }

    private void collectFaults(String url) {
        browser.requests().forEach(request -> {
            if (request.failed()) {
                faults.add(url + ": " + request);
            } else if (!plain(request.url()).startsWith(home)) {
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
