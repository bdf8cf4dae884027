package dev.hearth.gateway.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.gateway.route.OuterPrefix;
import dev.hearth.gateway.route.SafePath;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.MediaType;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Map;

/** Answers of the gateway itself. */
public final class Answers {
    /** Everything of the console comes from the gateway; what a name or a message contains is never a script. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final Templates templates;
    private final ObjectMapper json;

    public Answers(Templates templates, ObjectMapper json) {
        this.templates = templates;
        this.json = json;
    }

    /** Sends a page of the console. */
    public void page(
            HttpServerRequest request, OuterPrefix prefix, int status, String page, Map<String, String> values) {
        var headers = request.response().setStatusCode(status).headers();
        secure(headers);
        var _ = headers.set("content-type", "text/html; charset=utf-8");
        var _ = request.response().end(text(page, prefix, values));
    }

    /** Sends a file of the console. */
    public void file(HttpServerRequest request, OuterPrefix prefix, String name) {
        if (!templates.has(name)) {
            problem(request, prefix, Problem.unknownPage());
            return;
        }
        var headers = request.response().headers();
        secure(headers);
        var _ = headers.set("content-type", type(name)).set("cache-control", "private, max-age=300");
        var _ = request.response().end(Buffer.buffer(templates.file(name)));
    }

    /** Sends an object as JSON. */
    public void json(HttpServerRequest request, int status, Object value) {
        var headers = request.response().setStatusCode(status).headers();
        secure(headers);
        var _ = headers.set("content-type", "application/json");
        var _ = request.response().end(text(value));
    }

    /** Sends nothing, with success. */
    public void done(HttpServerRequest request) {
        secure(request.response().headers());
        var _ = request.response().setStatusCode(204).end();
    }

    /** Sends a browser elsewhere below the gateway, by GET. */
    public void redirect(HttpServerRequest request, OuterPrefix prefix, String path) {
        leave(request, prefix.text() + path);
    }

    /** Sends a browser to another site, by GET. */
    public void leave(HttpServerRequest request, String url) {
        secure(request.response().headers());
        var _ = request.response().setStatusCode(303).putHeader("location", url).end();
    }

    /** Sends a problem: a page to a person, JSON to a program. */
    public void problem(HttpServerRequest request, OuterPrefix prefix, Problem problem) {
        var response = request.response().setStatusCode(problem.status());
        describe(response.headers(), request, problem);
        var _ = response.end(body(request, prefix, problem));
    }

    /** Makes a problem of an answer that would have been Spark's. */
    public ProxyResponse fill(ProxyResponse response, HttpServerRequest request, OuterPrefix prefix, Problem problem) {
        var headers = response.setStatusCode(problem.status()).headers();
        describe(headers, request, problem);
        var type = isForPerson(request) ? "text/html; charset=utf-8" : "application/json";
        return response.setBody(Body.body(Buffer.buffer(body(request, prefix, problem)), MediaType.parse(type)));
    }

    /** An object as JSON. */
    public String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own records can be written", e);
        }
    }

    /** Whether a person looks at the answer. */
    public static boolean isForPerson(HttpServerRequest request) {
        var accepted = request.getHeader("accept");
        return accepted != null && accepted.contains("text/html");
    }

    /** Nobody is sent to another site, whatever a link to the login says. */
    public static String safe(@org.jspecify.annotations.Nullable String next) {
        if (next == null || next.startsWith("//") || next.indexOf('\\') >= 0) {
            return "/";
        }
        return SafePath.allows(next.replaceFirst("[?#].*", "")) && next.chars().noneMatch(Character::isISOControl)
                ? next
                : "/";
    }

    private static void describe(MultiMap headers, HttpServerRequest request, Problem problem) {
        secure(headers);
        var _ = headers.set("content-type", isForPerson(request) ? "text/html; charset=utf-8" : "application/json");
        if (problem.status() == 401) {
            var _ = headers.set("www-authenticate", "Bearer");
        } else if (problem.status() == 503) {
            var _ = headers.set("retry-after", "2");
        }
    }

    private String body(HttpServerRequest request, OuterPrefix prefix, Problem problem) {
        return isForPerson(request)
                ? text(
                        "problem.html",
                        prefix,
                        Map.of(
                                "title", problem.title(),
                                "message", problem.message(),
                                "advice", problem.advice(),
                                "link", prefix.text() + problem.link(),
                                "linkText", problem.linkText()))
                : text(Map.of("error", problem.title() + ": " + problem.message(), "advice", problem.advice()));
    }

    private String text(String page, OuterPrefix prefix, Map<String, String> values) {
        var all = new java.util.HashMap<>(values);
        all.put("base", prefix.text());
        return templates.fill(page, all);
    }

    private static void secure(MultiMap headers) {
        var _ = headers.set("content-security-policy", POLICY)
                .set("x-content-type-options", "nosniff")
                .set("x-frame-options", "DENY")
                .set("referrer-policy", "same-origin")
                .set("cache-control", "no-store");
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> "application/octet-stream";
        };
    }
}
