package dev.hearth.node;

import java.util.Set;

/**
 * One of the nodes of the embedded Kubernetes.
 *
 * @param number as users type it; 1 is the node with the control plane
 * @param name as Kubernetes calls it, for example {@code hearth-2}
 * @param faults what was done to it on purpose and not undone yet
 */
public record MemberStatus(int number, String name, Set<Fault> faults) {

    /** Copies the set. */
    public MemberStatus {
        faults = Set.copyOf(faults);
    }
}
