package dev.hearth.recovery;

import java.time.Duration;

/**
 * The times of an election, for which {@code retry < renew < giveUp < lease} must hold.
 *
 * @param lease how long others wait for a leader that is silent, from when they have seen its last sign of life
 * @param giveUp how long a leader goes on acting after the start of its last renewal that succeeded; the difference to
 *     {@code lease} is what clocks may drift and the kernel may take to end a process
 * @param renew how often a leader gives a sign of life
 * @param retry how often those who do not lead look, and a leader whose renewal has failed tries again
 */
record Timing(Duration lease, Duration giveUp, Duration renew, Duration retry) {
    Timing {
        if (retry.compareTo(renew) > 0 || renew.compareTo(giveUp) >= 0 || giveUp.compareTo(lease) >= 0) {
            throw new IllegalArgumentException(
                    "These times leave no room for a renewal: " + retry + ", " + renew + ", " + giveUp + ", " + lease);
        }
    }

    /** In proportions that leave a leader four renewals, and its process a sixth of the lease to end. */
    static Timing ofLease(Duration lease) {
        return new Timing(lease, lease.multipliedBy(5).dividedBy(6), lease.dividedBy(6), lease.dividedBy(12));
    }
}
