package dev.hearth.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewritingTest {
    private static final String SERVICE = "/api/v1/namespaces/hearth-system/services/hearth-gateway:http/proxy";
    private static final Links LINKS = new Links("/ns/demo", "/ns/demo/proxy/app-1", "/spark");

    /** A stream that a test pushes through. */
    private static final class Source implements ReadStream<Buffer> {
        private @Nullable Handler<Buffer> handler;
        private @Nullable Handler<Void> end;

        @Override
        public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
            return this;
        }

        @Override
        public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
            this.handler = handler;
            return this;
        }

        @Override
        public ReadStream<Buffer> pause() {
            return this;
        }

        @Override
        public ReadStream<Buffer> resume() {
            return this;
        }

        @Override
        public ReadStream<Buffer> fetch(long amount) {
            return this;
        }

        @Override
        public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
            end = handler;
            return this;
        }

        void push(String text, int size) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            for (var start = 0; start < bytes.length; start += size) {
                handler.handle(Buffer.buffer(
                        java.util.Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + size))));
            }
            end.handle(null);
        }
    }

    private static String through(Source source, Rewriting rewriting, String text, int size) {
        var out = Buffer.buffer();
        rewriting.handler(out::appendBuffer);
        rewriting.endHandler(_ -> {});
        source.push(text, size);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String paths(String text, int size) {
        var source = new Source();
        return through(source, Rewriting.ofPaths(source, LINKS), text, size);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 1000})
    void everyQuotedPathOfTheClusterIsPrefixedHoweverTheTextComes(int size) {
        assertThat(paths("<a href=\"/ns/demo/x\">é</a><script>setUIRoot('/ns/demo')</script>", size))
                .isEqualTo("<a href=\"/spark/ns/demo/x\">é</a><script>setUIRoot('/spark/ns/demo')</script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ns/demo/x", "\"/ns/demo-2/x\"", "\"/other/ns/demo/\"", "\"/ns/dem", ""})
    void nothingElseIsTouched(String text) {
        assertThat(paths(text, 4)).isEqualTo(text);
    }

    @Test
    void scriptsDoNotTakeTheApiServersProxyForSparks() {
        var source = new Source();
        var rewriting = Rewriting.ofScripts(source, new Links("/ns/demo", "/ns/demo/proxy/app-1", SERVICE));
        assertThat(through(source, rewriting, "return document.baseURI || document.URL;", 5))
                .isEqualTo("return document.baseURI.replace(\"" + SERVICE + "/\",\""
                        + SERVICE.replace("/proxy", "/%70roxy") + "/\") || document.URL;");
    }
}
