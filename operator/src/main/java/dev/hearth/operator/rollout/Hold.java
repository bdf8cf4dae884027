package dev.hearth.operator.rollout;

import java.util.OptionalInt;

/**
 * Why a part of a change has not been made yet.
 *
 * @param reason in the form of a condition's reason
 * @param message for people
 */
public record Hold(String reason, String message) {
    /** The reason while a change would end applications that run. */
    public static final String WAITING_FOR_APPLICATIONS = "WaitingForApplications";

    static final Hold MASTERS_FIRST = new Hold(
            "RollingOut", "masters are being replaced to match the spec, and workers follow when they are ready");

    /** @param running how many applications run; empty while nobody can tell */
    static Hold forApplications(OptionalInt running, String from, String to) {
        var known = running.isEmpty()
                ? "no master leads just now that could tell"
                : running.getAsInt() == 1 ? "1 does" : running.getAsInt() + " do";
        return new Hold(
                WAITING_FOR_APPLICATIONS,
                "the change from Spark " + from + " to " + to + " waits until no application runs (" + known
                        + "), since it would end them, and so does every other change that restarts pods; suspend and"
                        + " resume the cluster to make it at once");
    }
}
