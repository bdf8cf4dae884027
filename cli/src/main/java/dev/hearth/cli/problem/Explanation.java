package dev.hearth.cli.problem;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Makes a problem that a person can act on of any exception. */
public final class Explanation {
    private static final String MANUAL = "`kubectl explain sparkcluster.spec` describes every field";
    private static final Pattern MISSING_NAMESPACE = Pattern.compile("namespaces? \"([^\"]+)\" not found");

    private Explanation() {}

    /** Never fails and never returns an empty message. */
    public static Problem of(Throwable thrown) {
        return switch (thrown) {
            case Problem problem -> problem;
            case KubernetesClientException refused -> ofClient(refused);
            case LinkageError broken ->
                Problem.failed("a part of this program is missing: " + text(broken))
                        .advise("if it was built or updated at this moment, run the command again; else build it anew")
                        .because(broken);
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
                        .advise("ask whoever runs this Kubernetes for that right; `" + Program.call("doctor")
                                + "` lists what is needed");
            case 404 -> isUnknownPath(message) ? missingDefinition() : missing(concise(message));
            case 409 ->
                Problem.failed("somebody else changed the object at the same moment: " + concise(message))
                        .advise("run the command again");
            case 422 -> Problem.failed(Rejection.of(message)).advise(MANUAL);
            case 429 ->
                Problem.failed("Kubernetes has too much to do at the moment: " + concise(message))
                        .advise("run the command again in a minute")
                        .passing();
            case 500, 502, 503, 504 ->
                Problem.failed("Kubernetes is not able to answer at the moment (" + code + "): " + concise(message))
                        .advise("run the command again in a minute; if it stays so, tell whoever runs this Kubernetes")
                        .passing();
            default ->
                Problem.failed("Kubernetes answered " + code + ": " + concise(message))
                        .advise("add -v to see the request");
        };
    }

    private static Problem missing(String message) {
        var problem = Problem.failed(message);
        var namespace = MISSING_NAMESPACE.matcher(message);
        return namespace.find()
                ? problem.advise(
                        "create it with: kubectl create namespace " + namespace.group(1) + ", or name another with -n")
                : problem;
    }

    /** What every command says where the CRD is missing. */
    public static Problem missingDefinition() {
        return Problem.failed("this Kubernetes does not know SparkClusters yet")
                .advise("run: " + Program.call("install"));
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
        return ofHandshake(refused).or(() -> ofNetwork(refused)).orElseGet(() -> unexpected(refused));
    }

    /** Terminals, uploads and ports go over web sockets, whose refusals come without the API's words. */
    private static Optional<Problem> ofHandshake(Throwable thrown) {
        return causes(thrown)
                .filter(WebSocketHandshakeException.class::isInstance)
                .map(cause -> ((WebSocketHandshakeException) cause).getResponse())
                .flatMap(Stream::ofNullable)
                .map(response -> ofStatus(
                        response.statusCode(),
                        "the connection into a pod was refused; it takes get and create on pods/attach, pods/exec and"
                                + " pods/portforward"))
                .map(problem -> problem.because(thrown))
                .findFirst();
    }

    private static Optional<Problem> ofNetwork(Throwable thrown) {
        return causes(thrown)
                .flatMap(cause -> reason(cause).stream())
                .findFirst()
                .map(reason -> Problem.failed("cannot reach Kubernetes: " + reason)
                        .advise("is it running? `" + Program.call("doctor")
                                + "` shows which one is meant and what works")
                        .because(thrown)
                        .passing());
    }

    private static Optional<String> reason(Throwable cause) {
        return switch (cause) {
            case UnknownHostException host -> Optional.of("no such host " + text(host));
            case UnresolvedAddressException _ -> Optional.of("its host name cannot be resolved");
            case ConnectException refused -> Optional.of(text(refused).replace("null", "connection refused"));
            case HttpTimeoutException _, SocketTimeoutException _ -> Optional.of("it did not answer in time");
            case SocketException broken -> Optional.of(text(broken));
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
        // Modules say what went wrong, and what to do, in their own exceptions; only foreign ones need their type.
        if (cause.getClass().getName().startsWith("dev.hearth.")) {
            return Problem.failed(Program.adapt(text(cause))).because(thrown);
        }
        return Problem.failed(text(cause) + " (" + cause.getClass().getSimpleName() + ")")
                .advise("add -v to see where that comes from")
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
