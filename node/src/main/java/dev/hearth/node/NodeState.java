package dev.hearth.node;

/** How the embedded node is as a whole. */
public enum NodeState {
    /** There is no node on this machine. */
    ABSENT,
    /** Every component runs, except where {@link MemberStatus#faults} says why not, and the API server answers. */
    RUNNING,
    /** There is a node, but not all of it runs: {@code up} starts what is missing. */
    DEGRADED
}
