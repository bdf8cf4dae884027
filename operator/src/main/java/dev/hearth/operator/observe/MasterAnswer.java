package dev.hearth.operator.observe;

/** What came of asking a master for its state. */
public sealed interface MasterAnswer {
    /** The master answered. */
    record Answered(MasterState state) implements MasterAnswer {}

    /**
     * No usable answer.
     *
     * @param why for people
     */
    record Silent(String why) implements MasterAnswer {}
}
