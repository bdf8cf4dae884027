package dev.hearth.operator.observe;

import java.util.Optional;

/** What came of asking a master for its state. */
public sealed interface MasterAnswer {
    /** What the master said, if it leads. */
    default Optional<MasterState> leading() {
        return this instanceof Answered(var state) && state.leads() ? Optional.of(state) : Optional.empty();
    }

    /** The master answered. */
    record Answered(MasterState state) implements MasterAnswer {}

    /**
     * No usable answer.
     *
     * @param why for people
     */
    record Silent(String why) implements MasterAnswer {}
}
