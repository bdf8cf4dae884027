package dev.hearth.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogPositionTest {
    private final LogPosition position = new LogPosition();

    private List<String> read(String... lines) {
        return Stream.of(lines).flatMap(line -> position.accept(line).stream()).toList();
    }

    @Test
    void takesTheTimestampOff() {
        assertThat(read("2026-01-01T00:00:00.5Z a b", "2026-01-01T00:00:01Z")).containsExactly("a b", "");
    }

    @Test
    void repeatsNothingWhenTheLogIsOpenedAgainInTheSameSecond() {
        read("2026-01-01T00:00:00.1Z a", "2026-01-01T00:00:00.2Z b", "2026-01-01T00:00:00.2Z c");
        position.reopened();
        assertThat(position.since().orElseThrow()).hasToString("2026-01-01T00:00:00.200Z");
        assertThat(read(
                        "2026-01-01T00:00:00.1Z a",
                        "2026-01-01T00:00:00.2Z b",
                        "2026-01-01T00:00:00.2Z c",
                        "2026-01-01T00:00:00.2Z d",
                        "2026-01-01T00:00:00.3Z e"))
                .containsExactly("d", "e");
    }

    @Test
    void manyReopeningsRepeatNothingEither() {
        read("2026-01-01T00:00:00.1Z a");
        position.reopened();
        assertThat(read("2026-01-01T00:00:00.1Z a", "2026-01-01T00:00:00.1Z b")).containsExactly("b");
        position.reopened();
        assertThat(read("2026-01-01T00:00:00.1Z a", "2026-01-01T00:00:00.1Z b", "2026-01-01T00:00:00.1Z c"))
                .containsExactly("c");
    }

    @Test
    void showsALineWithoutTimestampAsItIs() {
        assertThat(read("unable to retrieve logs")).containsExactly("unable to retrieve logs");
    }
}
