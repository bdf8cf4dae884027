package dev.hearth.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one candidate knows of the election, and what follows from it. It is a value, without clock and network, so that a
 * simulation can lead many of them through every kind of accident.
 *
 * <p>At most one candidate acts at a time, because a leader stops {@code giveUp} after the beginning of the last renewal
 * that reached the API, and nobody else starts before {@code lease} has gone by since he saw that renewal, which is later.
 * Both measure by their own monotonic clocks, so that what the clocks say does not matter, only that they go equally fast.
 *
 * @param identity what this candidate calls itself in the Lease
 * @param seen the Lease as it was last read or written
 * @param seenAt since when it has been as it is, by this candidate's monotonic clock
 * @param leadsUntil until when this candidate may act; empty if it does not lead
 */
record Election(String identity, Timing timing, Lease seen, Duration seenAt, Optional<Duration> leadsUntil) {

    static Election of(String identity, Timing timing) {
        return new Election(identity, timing, Lease.unheld(""), Duration.ZERO, Optional.empty());
    }

    /** The Lease has been read; a change of it is a sign of life of its holder. */
    Election read(Lease lease, Duration now) {
        var since = lease.version().equals(seen.version()) ? seenAt : now;
        return new Election(identity, timing, lease, since, leadsUntil);
    }

    /**
     * What to write, if anything: a leader's sign of life, or a claim to a Lease that is free for certain.
     *
     * @param holderIsGone whether somebody who knows says that the process of the holder has ended
     */
    Optional<Lease> claim(Duration now, Instant wallClock, boolean holderIsGone) {
        if (leads()) {
            return Optional.of(seen.renewedAt(wallClock));
        }
        // The holder of its own name can only be this candidate in an earlier life, which has ended.
        boolean free = seen.isFree() || seen.holder().equals(identity) || holderIsGone || hasExpired(now);
        return free && !seen.version().isEmpty()
                ? Optional.of(seen.takenBy(identity, (int) timing.lease().toSeconds(), wallClock))
                : Optional.empty();
    }

    private boolean hasExpired(Duration now) {
        // The holder's own duration counts if it is longer: the settings may have been changed since.
        var patience = Duration.ofSeconds(seen.seconds());
        return now.minus(seenAt).compareTo(patience.compareTo(timing.lease()) > 0 ? patience : timing.lease()) > 0;
    }

    /**
     * What was claimed is in the API.
     *
     * @param asked when the request began: the API may have stored it right then, and others may have seen it
     */
    Election written(Lease stored, Duration asked, Duration now) {
        return new Election(identity, timing, stored, now, Optional.of(asked.plus(timing.giveUp())));
    }

    /** Somebody else has written in between: what was seen is out of date. */
    boolean isLost(Lease current) {
        return leads() && !(current.holder().equals(identity) && current.term() == seen.term());
    }

    boolean leads() {
        return leadsUntil.isPresent();
    }

    /** Whether a leader has to stop acting now, at once and whatever it costs. */
    boolean mustStop(Duration now) {
        return leadsUntil.filter(until -> now.compareTo(until) >= 0).isPresent();
    }

    /** When to look or write again. */
    Duration next(boolean succeeded) {
        return leads() && succeeded ? timing.renew() : timing.retry();
    }
}
