package dev.hearth.cli.problem;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Makes a problem that a person can act on of any exception. */
public final class Explanation {
    private static final String MANUAL = "`kubectl explain sparkcluster.spec` describes every field";

    private Explanation() {}

    /** Never fails and never returns an empty message. */
    public static Problem of(Throwable thrown) {
        return switch (thrown) {
            case Problem problem -> problem;
            case KubernetesClientException refused -> ofClient(refused);
            case UncheckedIOException wrapped
            when wrapped.getCause() != null ->
                ofFile(wrapped.getCause()).or(() -> ofNetwork(wrapped)).orElseGet(() -> unexpected(wrapped));
            default -> ofFile(thrown).or(() -> ofNetwork(thrown)).orElseGet(() -> unexpected(thrown));
        };
    }

    /** What the API server said in its Status object, by HTTP code. */
    public static Problem ofStatus(int code, String message) {
        if (Rejection.isUnknownField(message)) {
            return Problem.failed(Rejection.ofUnknownField(message)).advise(MANUAL);
        }
        return switch (code) {
            case 401 ->
                Problem.failed("Kubernetes does not accept your credentials")
                        .advise("log in again with the tool that made your kubeconfig; kubectl get pods must work too");
            case 403 ->
                Problem.failed("Kubernetes does not let you do this: " + concise(message))
                        .advise(
                                "ask whoever runs this Kubernetes for that right; `hearth doctor` lists what is needed");
            case 404 -> isUnknownPath(message) ? missingDefinition() : Problem.failed(concise(message));
            case 409 ->
                Problem.failed("somebody else changed the object at the same moment: " + concise(message))
                        .advise("run the command again");
            case 422 -> Problem.failed(Rejection.of(message)).advise(MANUAL);
            default -> Problem.failed("Kubernetes answered " + code + ": " + concise(message));
        };
    }

    /** What every command says where the CRD is missing. */
    public static Problem missingDefinition() {
        return Problem.failed("this Kubernetes does not know SparkClusters yet").advise("run: hearth install");
    }

    /** As opposed to an object that does not exist. */
    private static boolean isUnknownPath(String message) {
        return message.contains("could not find the requested resource") || message.contains("page not found");
    }

    private static Problem ofClient(KubernetesClientException refused) {
        if (refused.getCode() > 0) {
            var status = Optional.ofNullable(refused.getStatus());
            var message = status.map(Status::getMessage).orElseGet(() -> text(refused));
            return ofStatus(refused.getCode(), message).because(refused);
        }
        return ofNetwork(refused).orElseGet(() -> unexpected(refused));
    }

    private static Optional<Problem> ofNetwork(Throwable thrown) {
        return causes(thrown)
                .flatMap(cause -> reason(cause).stream())
                .findFirst()
                .map(reason -> Problem.failed("cannot reach Kubernetes: " + reason)
                        .advise("is it running? `hearth doctor` shows which one is meant and what works")
                        .because(thrown));
    }

    private static Optional<String> reason(Throwable cause) {
        return switch (cause) {
            case UnknownHostException host -> Optional.of("no such host " + text(host));
            case UnresolvedAddressException _ -> Optional.of("its host name cannot be resolved");
            case ConnectException refused -> Optional.of(text(refused).replace("null", "connection refused"));
            case HttpTimeoutException _, java.net.SocketTimeoutException _ -> Optional.of("it did not answer in time");
            case java.net.SocketException broken -> Optional.of(text(broken));
            case SSLException tls -> Optional.of("no secure connection, " + text(tls));
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> ofFile(Throwable thrown) {
        return switch (thrown) {
            case NoSuchFileException missing ->
                Optional.of(
                        Problem.failed("there is no file " + missing.getFile()).because(missing));
            case AccessDeniedException denied ->
                Optional.of(
                        Problem.failed("no permission for " + denied.getFile()).because(denied));
            default -> Optional.empty();
        };
    }

    private static Problem unexpected(Throwable thrown) {
        var cause = thrown instanceof UncheckedIOException && thrown.getCause() instanceof IOException io ? io : thrown;
        // Modules say what went wrong in their own exceptions; only foreign ones need their type to make sense.
        var ours = cause.getClass().getName().startsWith("dev.hearth.");
        return Problem.failed(
                        ours
                                ? text(cause)
                                : text(cause) + " (" + cause.getClass().getSimpleName() + ")")
                .because(thrown);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static String text(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }

    private static String concise(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }
}
