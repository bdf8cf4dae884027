package dev.hearth.gateway.console;

import org.jspecify.annotations.Nullable;

/** A cluster in one row, as the console's scripts read it. */
record Summary(
        String namespace,
        String name,
        State state,
        String reason,
        Workers workers,
        Amount cores,
        Amount memoryMiB,
        Applications applications,
        String created,
        String sparkVersion,
        Links links,
        May may) {

    /** How a cluster is, in one word. */
    enum State {
        Ready,
        Progressing,
        Degraded,
        Suspended,
        Unavailable
    }

    record Workers(int alive, int desired) {}

    record Amount(long used, long total) {}

    record Applications(int running, int waiting, int completed) {}

    /** Paths below the gateway. */
    record Links(String master, @Nullable String history) {}

    record May(boolean update) {}
}
