package dev.hearth.operator.rollout;

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

    static Hold forApplications(int count, String from, String to) {
        return new Hold(
                WAITING_FOR_APPLICATIONS,
                "the change from Spark " + from + " to " + to + " waits until no application runs (" + count
                        + (count == 1 ? " does" : " do")
                        + "), since it would end them; suspend and resume the cluster to make it at once");
    }
}
