package dev.hearth.cli.session;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What comes from a process in a pod: its two streams and, at last, how it ended. */
final class Reception extends Messages {
    private static final int OUTPUT = 1;
    private static final int ERRORS = 2;
    private static final int STATUS = 3;

    private final OutputStream output;
    private final OutputStream errors;
    private final KubernetesSerialization serialization;
    private final CompletableFuture<Outcome> end = new CompletableFuture<>();

    /**
     * How a process ended.
     *
     * @param code its exit code; that of an attached one is not told here
     * @param message why it has none
     */
    record Outcome(int code, String message) {}

    Reception(OutputStream output, OutputStream errors, KubernetesSerialization serialization) {
        this.output = output;
        this.errors = errors;
        this.serialization = serialization;
    }

    /** Completed when the process has ended; exceptionally when nothing will be heard of it any more. */
    CompletableFuture<Outcome> end() {
        return end;
    }

    @Override
    void take(int channel, byte[] content) throws IOException {
        switch (channel) {
            case OUTPUT -> write(content, output);
            case ERRORS -> write(content, errors);
            case STATUS -> end.complete(outcome(content));
            default -> throw new IOException("Kubernetes sent something unknown");
        }
    }

    @Override
    void lost(Throwable cause) {
        var _ = end.completeExceptionally(cause);
    }

    private static void write(byte[] content, OutputStream stream) throws IOException {
        stream.write(content);
        stream.flush();
    }

    private Outcome outcome(byte[] content) {
        var status = serialization.unmarshal(new String(content, StandardCharsets.UTF_8), Status.class);
        var message = status.getMessage() == null ? "" : status.getMessage();
        return new Outcome(status.getStatus().equals("Success") ? 0 : exitCode(status), message);
    }

    private static int exitCode(Status status) {
        return Optional.ofNullable(status.getDetails()).map(StatusDetails::getCauses).stream()
                .flatMap(java.util.List::stream)
                .filter(cause -> "ExitCode".equals(cause.getReason()))
                .map(cause -> Integer.parseInt(cause.getMessage()))
                .findFirst()
                .orElse(-1);
    }
}
