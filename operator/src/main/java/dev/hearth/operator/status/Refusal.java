package dev.hearth.operator.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Why an object of a cluster could not be written, where only a person can help.
 *
 * @param reason one word in Kubernetes' style
 * @param message a sentence for people
 */
public record Refusal(String reason, String message) {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int UNPROCESSABLE = 422;

    /** Attempts, some seconds apart at first, after which a failure is no hiccup. */
    private static final int LASTING = 5;

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

    /**
     * What keeps the operator from working on a cluster at all.
     *
     * @param attempts how often it has been tried; much of what the API answers passes
     * @return nothing while it is too early to tell
     */
    public static Optional<Refusal> of(Exception failure, int attempts) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .findFirst()
                .map(ofTheApi -> ofTheApi(ofTheApi, attempts))
                .orElseGet(() -> Optional.of(unexpected(failure)));
    }

    /** An operator that does not see everything that a cluster consists of must not judge or change it. */
    public static Refusal blind(List<String> kinds) {
        return new Refusal(
                "Forbidden",
                "the operator cannot list " + String.join(", ", kinds)
                        + " in this namespace: repeat `hearth install`, which gives it the right");
    }

    private static Optional<Refusal> ofTheApi(KubernetesClientException failure, int attempts) {
        if (failure.getCode() == FORBIDDEN && isRefusal(failure)) {
            return Optional.of(new Refusal(
                    "Forbidden",
                    "the operator lacks a right that it needs ("
                            + failure.getStatus().getMessage() + "): repeat `hearth install`, which grants it"));
        }
        return attempts < LASTING || isTerminating(failure)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        "KubernetesFails",
                        "Kubernetes keeps failing what the operator asks of it (" + words(failure)
                                + "); it is tried again every minute"));
    }

    private static String words(KubernetesClientException failure) {
        return failure.getStatus() == null || failure.getStatus().getMessage() == null
                ? String.valueOf(failure.getMessage())
                : failure.getStatus().getMessage();
    }

    /** A mistake in the operator, or a spec that it should have refused. */
    private static Refusal unexpected(Exception failure) {
        return new Refusal(
                "InternalError", "the operator cannot work on this cluster (" + failure + "); its log says more");
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    private static boolean isRefusal(KubernetesClientException failure) {
        return failure.getStatus() != null
                && Set.of(BAD_REQUEST, FORBIDDEN, UNPROCESSABLE).contains(failure.getCode())
                && !isTerminating(failure);
    }

    /** A namespace that is going takes its clusters with it; that is nobody's mistake. */
    private static boolean isTerminating(KubernetesClientException failure) {
        var status = failure.getStatus();
        return status != null
                && status.getDetails() != null
                && status.getDetails().getCauses().stream()
                        .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
    }
}
