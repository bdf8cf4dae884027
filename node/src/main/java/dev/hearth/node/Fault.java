package dev.hearth.node;

import java.util.Locale;

/** What can be done to a node on purpose, to see how a cluster bears it. */
public enum Fault {
    /** Everything on the node was killed at once, as by a power cut; its disk is as it was. */
    KILLED,
    /** No process of the node gets a processor, pods included; connections to it stay open. */
    FROZEN,
    /** Nothing comes through between the node and all others, while its processes go on. */
    PARTITIONED;

    /** Returns the word that follows "the node was". */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
