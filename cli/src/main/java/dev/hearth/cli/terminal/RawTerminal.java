package dev.hearth.cli.terminal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The user's terminal with every key going to the program at its other end, Ctrl-C included. It is as it was before
 * after {@link #close} and after any end of this program, for which JLine has a shutdown hook.
 */
public final class RawTerminal implements AutoCloseable {
    private final Optional<Terminal> terminal;

    private RawTerminal(Optional<Terminal> terminal) {
        this.terminal = terminal;
    }

    public static RawTerminal open() throws IOException {
        var terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(false)
                .provider("ffm")
                // Or it asks the terminal what it can do, and takes what the user types for the answer.
                .graphemeCluster(false)
                // Our own resize handler is the only one that is wanted; Ctrl-C is a key like any other.
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build();
        // Closing the terminal puts back what it had when it was opened.
        var _ = terminal.enterRawMode();
        var raw = terminal.getAttributes();
        raw.setLocalFlag(LocalFlag.ISIG, false);
        raw.setOutputFlag(OutputFlag.OPOST, false);
        raw.setInputFlag(InputFlag.ICRNL, false);
        terminal.setAttributes(raw);
        return new RawTerminal(Optional.of(terminal));
    }

    /** Stands in where input comes from a file or a pipe. */
    public static RawTerminal absent() {
        return new RawTerminal(Optional.empty());
    }

    /** Tells columns and rows now and whenever they change. */
    public void onResize(BiConsumer<Integer, Integer> listener) {
        terminal.ifPresent(found -> {
            var _ = found.handle(Terminal.Signal.WINCH, _ -> tell(found, listener));
            tell(found, listener);
        });
    }

    @Override
    public void close() throws IOException {
        if (terminal.isPresent()) {
            terminal.get().close();
        }
    }

    private static void tell(Terminal terminal, BiConsumer<Integer, Integer> listener) {
        var size = terminal.getSize();
        if (size.getColumns() > 0 && size.getRows() > 0) {
            listener.accept(size.getColumns(), size.getRows());
        }
    }
}
