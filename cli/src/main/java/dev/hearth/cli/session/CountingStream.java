package dev.hearth.cli.session;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.LongConsumer;

/** Counts what goes through, and says so. */
final class CountingStream extends FilterOutputStream {
    private final LongConsumer listener;
    private long count;

    CountingStream(OutputStream output, LongConsumer listener) {
        super(output);
        this.listener = listener;
    }

    long count() {
        return count;
    }

    @Override
    public void write(int one) throws IOException {
        out.write(one);
        add(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        add(length);
    }

    private void add(int length) {
        count += length;
        listener.accept(count);
    }
}
