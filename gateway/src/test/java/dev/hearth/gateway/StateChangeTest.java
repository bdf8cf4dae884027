package dev.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateChangeTest {
    @ParameterizedTest
    @CsvSource({
        "GET,  /jobs/,            false",
        "HEAD, /jobs/,            false",
        "POST, /app/kill/,        true",
        "POST, /anything/,        true",
        "PUT,  /anything/,        true",
        "GET,  /jobs/job/kill/,   true",
        "GET,  /stages/stage/KILL,true",
        "GET,  /workers/kill/,    true"
    })
    void killingIsAChangeByWhateverMethod(String method, String path, boolean change) {
        assertThat(StateChange.isOne(HttpMethod.valueOf(method), path)).isEqualTo(change);
    }
}
