package dev.hearth.recovery;

import java.time.Instant;

/**
 * What the Lease in the Kubernetes API says ({@code coordination.k8s.io/v1}).
 *
 * @param version the object's {@code resourceVersion}: whoever writes must have seen the latest
 * @param holder who leads; empty if nobody does
 * @param seconds how long it holds after the last sign of life
 * @param acquired when the holder became it, by its own clock
 * @param renewed the holder's last sign of life, by its own clock: others only look whether it changes
 * @param term how often the holder has changed
 */
record Lease(String version, String holder, int seconds, Instant acquired, Instant renewed, int term) {

    /** A Lease that nobody has held yet. */
    static Lease unheld(String version) {
        return new Lease(version, "", 0, Instant.EPOCH, Instant.EPOCH, 0);
    }

    boolean isFree() {
        return holder.isEmpty();
    }

    /** The same holder's next sign of life. */
    Lease renewedAt(Instant now) {
        return new Lease(version, holder, seconds, acquired, now, term);
    }

    /** Another holder's, from now on. */
    Lease takenBy(String other, int lease, Instant now) {
        return new Lease(version, other, lease, now, now, term + 1);
    }

    /** Nobody's, because the holder goes. */
    Lease released(Instant now) {
        return new Lease(version, "", seconds, acquired, now, term);
    }

    Lease withTerm(int other) {
        return new Lease(version, holder, seconds, acquired, renewed, other);
    }
}
