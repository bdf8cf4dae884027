package dev.hearth.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InvalidClassException;
import java.io.Serializable;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.spark.deploy.Command;
import org.apache.spark.deploy.DriverDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.collection.immutable.List$;
import scala.collection.immutable.Map$;

class ValuesTest {
    /** A class that somebody has on the master's class path, and that does as it likes when it is read. */
    private static final class Foreign implements Serializable {
        private static final long serialVersionUID = 1;
    }

    @Test
    void sparksObjectsComeBackAsTheyWere() throws IOException {
        var command = new Command(
                "main",
                List$.MODULE$.empty(),
                Map$.MODULE$.empty(),
                List$.MODULE$.empty(),
                List$.MODULE$.empty(),
                List$.MODULE$.empty());
        var driver = new DriverDescription("file:/app.jar", 512, 1, true, command, List$.MODULE$.empty());
        assertThat(Values.read(Values.write(driver))).isEqualTo(driver);
        assertThat(Values.read(Values.write(new Date(7)))).isEqualTo(new Date(7));
    }

    @Test
    void nothingElseIsEvenLookedAt() {
        for (var object : List.of(new Foreign(), List.of(new Foreign()), Map.of("key", new Foreign()))) {
            byte[] bytes = Values.write(object);
            assertThatThrownBy(() -> Values.read(bytes))
                    .isInstanceOf(InvalidClassException.class)
                    .hasMessageContaining("REJECTED");
        }
    }

    @Test
    void whatIsNoObjectAtAllIsAnErrorLikeAnyOther() {
        assertThatThrownBy(() -> Values.read(new byte[0])).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Values.read(new byte[] {1, 2, 3})).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "app_app-20261128013008-0000, app_app-20261128013008-0000",
        "worker_worker-20261128012940-10.98.0.4-7078, worker_worker-20261128012940-10.98.0.4-7078",
    })
    void usualNamesAreKeysThemselves(String name, String key) {
        assertThat(Values.key(name)).isEqualTo(key);
    }

    @Test
    void everyNameHasAKeyOfItsOwnThatKubernetesTakes() {
        var names = List.of(
                "app_a b", "app_a/b", "app_a-b", "app_ä", "worker_worker-1-[fd00::2]-7078", "app_" + "x".repeat(300));
        assertThat(names.stream().map(Values::key).distinct())
                .hasSameSizeAs(names)
                .allMatch(key -> key.matches("[-._a-zA-Z0-9]{1,253}"))
                .allMatch(key -> key.startsWith("app_") || key.startsWith("worker_"));
    }
}
