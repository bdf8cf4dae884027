package dev.hearth.operator.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MasterClientTest {
    private final MasterClient client = new MasterClient(Duration.ofSeconds(1));
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void startAMaster() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stopTheMaster() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void aMasterSaysWhatItHas() {
        says("""
                {"status": "ALIVE", "workers": [{"host": "10.0.0.2", "state": "ALIVE", "cores": 2, "novelty": 1}],
                 "activeapps": [{"id": "a", "state": "RUNNING"}], "novelty": []}
                """);
        assertThat(ask()).isInstanceOfSatisfying(MasterAnswer.Answered.class, answer -> {
            assertThat(answer.state().leads()).isTrue();
            assertThat(answer.state().workers())
                    .singleElement()
                    .satisfies(worker -> assertThat(worker.cores()).isEqualTo(2));
            assertThat(answer.state().activeapps()).hasSize(1);
        });
    }

    @Test
    void whatIsLeftOutIsUnknown() {
        says("{\"workers\": [{}], \"activeapps\": [{}]}");
        assertThat(ask()).isInstanceOfSatisfying(MasterAnswer.Answered.class, answer -> {
            assertThat(answer.state().leads()).isFalse();
            assertThat(answer.state().workers()).singleElement().satisfies(worker -> {
                assertThat(worker.alive()).isFalse();
                assertThat(worker.address()).isEmpty();
            });
        });
    }

    @Test
    void anythingButJsonIsNoAnswer() {
        says("<html>");
        assertThat(ask()).isInstanceOf(MasterAnswer.Silent.class);
    }

    @Test
    void nothingIsNoAnswer() {
        says("null");
        assertThat(ask()).isInstanceOf(MasterAnswer.Silent.class);
    }

    @Test
    void anAnswerWithoutEndIsCutOff() {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var blanks = " ".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
            while (end.getCount() > 0) {
                exchange.getResponseBody().write(blanks);
            }
        });
        assertThat(ask()).isInstanceOf(MasterAnswer.Silent.class);
    }

    @Test
    @Timeout(10)
    void aMasterThatFreezesInMidSentenceHoldsNobody() {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(ask())
                .isInstanceOfSatisfying(
                        MasterAnswer.Silent.class,
                        silent -> assertThat(silent.why()).endsWith("does not answer within 1 s"));
    }

    @Test
    void anAddressOfIpv6IsPutInBrackets() {
        assertThat(MasterClient.address("fd00::7", 8080)).isEqualTo("http://[fd00::7]:8080/json/");
        assertThat(MasterClient.address("10.0.0.7", 8080)).isEqualTo("http://10.0.0.7:8080/json/");
    }

    private MasterAnswer ask() {
        return client.ask("127.0.0.1", server.getAddress().getPort());
    }

    private void says(String json) {
        answers(exchange -> respond(exchange, json));
    }

    private interface Answer {
        void write(HttpExchange exchange) throws IOException;
    }

    private void answers(Answer answer) {
        server.createContext("/json/", exchange -> {
            try (exchange) {
                answer.write(exchange);
            }
        });
    }

    private static void respond(HttpExchange exchange, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
