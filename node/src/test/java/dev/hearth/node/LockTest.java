package dev.hearth.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LockTest {

    @TempDir
    Path folder;

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void letsTheSecondWaitAndSaysSo() throws Exception {
        var lock = new Lock(folder.resolve("run/it.lock"));
        var waits = new CountDownLatch(1);
        var second = Thread.ofVirtual()
                .unstarted(() -> lock.hold(() -> events.add("second"), message -> {
                    events.add(message);
                    waits.countDown();
                }));

        lock.hold(
                () -> {
                    second.start();
                    await(waits);
                    events.add("first");
                },
                events::add);
        second.join();

        assertThat(events).containsExactly("Waiting for another process that holds " + lock.file(), "first", "second");
    }

    @Test
    void canBeTakenWhileAnotherIsHeld() {
        new Lock(folder.resolve("a.lock"))
                .hold(
                        () -> new Lock(folder.resolve("b.lock")).hold(() -> events.add("both"), events::add),
                        events::add);

        assertThat(events).containsExactly("both");
    }

    @Test
    void saysWhatToDoWhereItCannotBeTaken() {
        Layout.write(folder.resolve("file"), "");

        assertThatThrownBy(() -> new Lock(folder.resolve("file/it.lock")).hold(() -> events.add("taken"), events::add))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("Make sure that " + folder.resolve("file"));
        assertThat(events).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
