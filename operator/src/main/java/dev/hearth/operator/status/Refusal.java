package dev.hearth.operator.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.Set;

/**
 * Why an object of a cluster could not be written, where only a person can help.
 *
 * @param reason one word in Kubernetes' style
 * @param message a sentence for people
 */
public record Refusal(String reason, String message) {
    /** The refusal in a failure of the API; none in one that passes, such as an API server that is away. */
    public static Optional<Refusal> of(HasMetadata object, KubernetesClientException failure) {
        return isRefusal(failure)
                ? Optional.of(new Refusal(
                        "ObjectRefused",
                        "Kubernetes refused " + name(object) + ": "
                                + failure.getStatus().getMessage()))
                : Optional.empty();
    }

    /** The refusal to take over an object that was there before the cluster. */
    public static Refusal nameTaken(HasMetadata object) {
        return new Refusal(
                "NameTaken",
                name(object) + " exists already and is not Hearth's: remove it, or give the cluster another name");
    }

    /** A mistake in the operator, or a spec that it should have refused. */
    public static Refusal unexpected(Exception failure) {
        return new Refusal(
                "InternalError", "the operator cannot work on this cluster (" + failure + "); its log says more");
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    /** A namespace that is going takes its clusters with it; that is nobody's mistake. */
    private static boolean isRefusal(KubernetesClientException failure) {
        var status = failure.getStatus();
        return status != null
                && Set.of(400, 403, 422).contains(failure.getCode())
                && (status.getDetails() == null
                        || status.getDetails().getCauses().stream()
                                .noneMatch(cause -> "NamespaceTerminating".equals(cause.getReason())));
    }
}
