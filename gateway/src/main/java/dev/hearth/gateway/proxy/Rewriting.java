package dev.hearth.gateway.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts what browsers have before the gateway's paths into a text that streams through: Spark knows the path of its
 * cluster, but not what proxies before the gateway add. Holds back no more than what could be the start of a match.
 *
 * <p>The text is treated as Latin-1, in which every byte is a character and none is lost.
 */
final class Rewriting implements ReadStream<Buffer> {
    private final ReadStream<Buffer> source;
    private final Pattern wanted;
    private final String replacement;
    private final int longest;
    private String held = "";
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;

    private Rewriting(ReadStream<Buffer> source, Pattern wanted, String replacement, int longest) {
        this.source = source;
        this.wanted = wanted;
        this.replacement = replacement;
        this.longest = longest;
    }

    /** Of pages and data: every quoted path of the cluster. */
    static Rewriting ofPaths(ReadStream<Buffer> source, Links links) {
        return new Rewriting(
                source,
                Pattern.compile("([\"'(])" + Pattern.quote(links.cluster()) + "(?=[/\"'])"),
                "$1" + java.util.regex.Matcher.quoteReplacement(links.outer() + links.cluster()),
                links.cluster().length() + 2);
    }

    /**
     * Of scripts: Spark's look in the page's address for the first segment called proxy or history and take what follows
     * for an application. Those of the prefix are spelt in another way there, which means the same to servers.
     */
    static Rewriting ofScripts(ReadStream<Buffer> source, Links links) {
        var wanted = "document.baseURI";
        var plain = links.outer() + "/";
        var disguised = plain.replace("/proxy/", "/%70roxy/").replace("/history/", "/%68istory/");
        var call = wanted + ".replace(\"" + plain + "\",\"" + disguised + "\")";
        return new Rewriting(
                source,
                Pattern.compile(Pattern.quote(wanted) + "(?![A-Za-z0-9_])"),
                java.util.regex.Matcher.quoteReplacement(call),
                wanted.length() + 1);
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        this.handler = handler;
        if (handler == null) {
            var _ = source.handler(null);
        } else {
            var _ = source.handler(this::take);
        }
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        endHandler = handler;
        var _ = source.endHandler(_ -> finish());
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        var _ = source.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        var _ = source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        var _ = source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        var _ = source.fetch(amount);
        return this;
    }

    private void take(Buffer part) {
        var text = held + part.toString(StandardCharsets.ISO_8859_1);
        var matcher = wanted.matcher(text);
        var out = new StringBuilder(text.length() + 256);
        var done = 0;
        // A match needs to see what follows it, so none is taken that ends where the part does.
        while (matcher.find() && matcher.end() < text.length()) {
            matcher.appendReplacement(out, replacement);
            done = matcher.end();
        }
        var keepFrom = Math.max(done, text.length() - longest);
        out.append(text, done, keepFrom);
        held = text.substring(keepFrom);
        // Even an empty part is passed on: whoever asked for a part waits for one.
        emit(out.toString());
    }

    private void finish() {
        if (!held.isEmpty()) {
            emit(wanted.matcher(held).replaceAll(replacement));
            held = "";
        }
        if (endHandler != null) {
            endHandler.handle(null);
        }
    }

    private void emit(String text) {
        if (handler != null) {
            handler.handle(Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }
}
