package dev.hearth.cli.session;

import dev.hearth.cli.problem.Problem;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Brings an upload into a driver pod, whose application starts when all of it is there. */
record Delivery(PodEndpoint endpoint, Consumer<String> progress) {
    /** How long nothing may arrive, here and in submit.sh: an upload that is slow has not failed. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int BUFFER = 256 * 1024;
    private static final long MEBIBYTE = 1 << 20;
    private static final long WORTH_TELLING = 32 * MEBIBYTE;
    private static final int STEP_PERCENT = 10;

    void send(Upload upload) {
        var size = upload.archiveSize();
        var errors = new ByteArrayOutputStream();
        var command = Scripts.command("upload.sh", List.of(String.valueOf(size)));
        progress.accept("uploading");
        try (var process = PodProcess.exec(
                endpoint, Driver.CONTAINER, command, OutputStream.nullOutputStream(), errors, PATIENCE)) {
            try {
                var input = new CountingStream(process.input(), teller(size));
                upload.writeTo(new BufferedOutputStream(input, BUFFER));
            } catch (IOException e) {
                // If the other side has ended, its own words say more.
                var outcome = process.await(Duration.ofSeconds(5));
                throw outcome.map(ended -> failed(words(errors, ended)))
                        .orElseGet(() -> failed(e.getMessage()))
                        .because(e);
            }
            var outcome = process.await(PATIENCE);
            if (outcome.isEmpty()) {
                throw failed("the pod does not confirm that all of it has arrived");
            }
            if (outcome.get().code() != 0) {
                throw failed(words(errors, outcome.get()));
            }
        } catch (IOException e) {
            throw failed(e.getMessage()).because(e);
        }
    }

    private LongConsumer teller(long size) {
        if (size < WORTH_TELLING) {
            return _ -> {};
        }
        return sent -> progress.accept(
                "uploading " + size / MEBIBYTE + " MiB: " + sent * 100 / size / STEP_PERCENT * STEP_PERCENT + "%");
    }

    private static String words(ByteArrayOutputStream errors, Reception.Outcome outcome) {
        var words = errors.toString(StandardCharsets.UTF_8).strip();
        return words.isEmpty() ? outcome.message() : words;
    }

    private static Problem failed(@org.jspecify.annotations.Nullable String why) {
        return Problem.failed("the application could not be uploaded: " + why)
                .advise("nothing of it has started; run the command again, and see whether the pod's node has room");
    }
}
