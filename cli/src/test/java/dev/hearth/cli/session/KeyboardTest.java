package dev.hearth.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyboardTest {
    @Test
    void aPipesEndIsToldUntilTheProgramHasEnded() {
        var program = new Program(7);
        var keyboard = new Keyboard(input("print(1)\n"), false, Duration.ZERO);
        keyboard.passTo(program);
        assertThat(program.taken.toString(StandardCharsets.UTF_8)).isEqualTo("print(1)\n" + "\4".repeat(6));
        assertThat(keyboard.isGone()).isFalse();
    }

    @Test
    void aTerminalThatIsGoneIsNoticed() {
        for (var input : new InputStream[] {input("ls"), new Broken()}) {
            var program = new Program(9);
            var keyboard = new Keyboard(input, true, Duration.ZERO);
            keyboard.passTo(program);
            assertThat(keyboard.isGone()).isTrue();
            assertThat(program.taken.toString(StandardCharsets.UTF_8)).doesNotContain("\4");
        }
    }

    @Test
    void aProgramThatHasEndedIsNoTerminalThatIsGone() {
        var keyboard = new Keyboard(input("exit()\nmore"), true, Duration.ZERO);
        keyboard.passTo(new Program(0));
        assertThat(keyboard.isGone()).isFalse();
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What Linux makes of reading from a terminal without its other half. */
    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("Input/output error");
        }
    }

    /** Takes some messages and then no more. */
    private static final class Program extends OutputStream {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private int left;

        private Program(int messages) {
            left = messages;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (left-- == 0) {
                throw new IOException("the process in the pod has ended");
            }
            taken.write(bytes, offset, length);
        }
    }
}
