package dev.hearth.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearth.gateway.oidc.Attempt;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProviderAnswerTest {
    private static final Attempt ATTEMPT =
            new Attempt("state-1", "nonce", "verifier", "/", "https://spark.example.org/-/oidc/callback");

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(Map.of("state", "state-1", "code", "c"), "Code[code=c]"),
                Arguments.of(Map.of("state", "state-1", "code", ""), "Denied[why=The answer has neither a code"),
                Arguments.of(Map.of("state", "state-1"), "Denied[why=The answer has neither a code"),
                Arguments.of(Map.of("state", "state-1", "error", "access_denied"), "Denied[why=It was cancelled"),
                Arguments.of(
                        Map.of("state", "state-1", "error", "server_error", "code", "c"),
                        "Denied[why=The provider says: server_error]"),
                Arguments.of(
                        Map.of("state", "state-1", "error", "access_denied", "error_description", "no\r\nway"),
                        "Denied[why=The provider says: access_denied, no  way]"),
                Arguments.of(Map.of("state", "state-2", "code", "c"), "Foreign["),
                Arguments.of(Map.of("code", "c"), "Foreign["),
                Arguments.of(Map.of("error", "x", "error_description", "Call +1 555"), "Foreign["));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void onlyTheAnswerToTheAttemptIsListenedTo(Map<String, String> parameters, String answer) {
        assertThat(ProviderAnswer.of(ATTEMPT, parameters::get).toString())
                .startsWith(answer)
                .doesNotContain("555");
    }
}
