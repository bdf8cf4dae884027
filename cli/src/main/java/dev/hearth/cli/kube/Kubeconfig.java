package dev.hearth.cli.kube;

import dev.hearth.cli.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One or more kubeconfig files, merged as kubectl merges them: the first that names something wins. */
final class Kubeconfig {
    private static final Set<String> BEYOND_PLAIN =
            Set.of("exec", "auth-provider", "username", "password", "as", "as-groups", "as-uid", "as-user-extra");
    private static final Set<String> BEYOND_PLAIN_CLUSTER =
            Set.of("insecure-skip-tls-verify", "tls-server-name", "proxy-url");

    private static final String MINIKUBE = "minikube.sigs.k8s.io";

    private record Source(Path file, Map<?, ?> content) {
        Path folder() {
            return Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        }
    }

    /** An entry together with the folder that its relative paths start from. */
    private record Entry(Path folder, Map<?, ?> fields) {
        static final Entry NONE = new Entry(Path.of(""), Map.of());

        Optional<String> text(String key) {
            return Optional.ofNullable(fields.get(key)).map(String::valueOf).filter(value -> !value.isBlank());
        }

        /** Inline data, which wins, or the content of the file that is named. */
        Optional<String> pem(String key) {
            return text(key + "-data")
                    .map(data -> new String(Base64.getMimeDecoder().decode(data), StandardCharsets.UTF_8))
                    .or(() -> file(key));
        }

        Optional<String> file(String key) {
            return text(key).map(path -> {
                try {
                    return Files.readString(folder.resolve(path)).strip();
                } catch (IOException e) {
                    throw Problem.failed("your kubeconfig names the file " + path + ", which cannot be read")
                            .advise("log in again with the tool that made your kubeconfig")
                            .because(e);
                }
            });
        }
    }

    private final List<Source> sources;

    private Kubeconfig(List<Source> sources) {
        this.sources = sources;
    }

    /** Reads those of the files that exist. */
    static Kubeconfig read(List<Path> files) {
        return new Kubeconfig(files.stream()
                .filter(Files::isRegularFile)
                .map(Kubeconfig::source)
                .toList());
    }

    List<String> contexts() {
        return entries("contexts")
                .map(entry -> entry.text("name").orElse(""))
                .distinct()
                .toList();
    }

    /**
     * The context of that name, or the current one; empty if none is named. A name that leads nowhere is a failure: who
     * mistyped one must not end up in another Kubernetes.
     */
    Optional<Login> login(Optional<String> wanted) {
        return wanted.map(name -> login(
                        name,
                        named("contexts", name, "context")
                                .orElseThrow(() -> Problem.failed("your kubeconfig " + this + " has no context " + name)
                                        .advise(choice()))))
                .or(() -> currentContext()
                        .map(name -> login(
                                name,
                                named("contexts", name, "context")
                                        .orElseThrow(() -> Problem.failed("the current context " + name
                                                        + " of your kubeconfig " + this + " does not exist")
                                                .advise(choice())))));
    }

    /** What to do where no context is named, or one that does not exist. */
    String choice() {
        var known = contexts();
        return known.isEmpty()
                ? "it has none at all: check KUBECONFIG and --kubeconfig"
                : "choose one with --context or `kubectl config use-context`: " + String.join(", ", known);
    }

    private Optional<String> currentContext() {
        return sources.stream()
                .flatMap(source -> new Entry(source.folder(), source.content()).text("current-context").stream())
                .findFirst();
    }

    private Login login(String name, Entry context) {
        var clusterName = context.text("cluster").orElseThrow(() -> incomplete(name, "names no cluster"));
        var cluster = named("clusters", clusterName, "cluster")
                .orElseThrow(() -> incomplete(name, "names the cluster " + clusterName + ", which it does not have"));
        var user = context.text("user")
                .map(key -> named("users", key, "user")
                        .orElseThrow(() -> incomplete(name, "names the user " + key + ", whom it does not have")))
                .orElse(Entry.NONE);
        var server =
                cluster.text("server").orElseThrow(() -> incomplete(name, "names a cluster without a server address"));
        return new Login(
                name,
                clusterName,
                context.text("namespace").orElse("default"),
                URI.create(server),
                cluster.pem("certificate-authority"),
                user.pem("client-certificate"),
                user.pem("client-key"),
                user.text("token").or(() -> user.file("tokenFile")),
                cluster.text("proxy-url"),
                impersonation(name, user),
                isOfMinikube(cluster),
                server.startsWith("https://")
                        && disjoint(user, BEYOND_PLAIN)
                        && disjoint(cluster, BEYOND_PLAIN_CLUSTER));
    }

    private Problem incomplete(String context, String why) {
        return Problem.failed("context " + context + " of your kubeconfig " + this + " " + why)
                .advise("repair it with the tool that wrote it, or choose another one with --context: "
                        + String.join(", ", contexts()));
    }

    private static Optional<Impersonation> impersonation(String context, Entry user) {
        var groups = texts(user.fields().get("as-groups"));
        var name = user.text("as");
        if (user.fields().containsKey("as-uid") || (name.isEmpty() && !groups.isEmpty())) {
            throw Problem.failed("context " + context + " acts as somebody else by as-uid, or by as-groups without as,"
                            + " which Hearth cannot do")
                    .advise("choose a context that acts by `as`, or as nobody else, with --context");
        }
        return name.map(as -> new Impersonation(as, groups, extra(user.fields().get("as-user-extra"))));
    }

    private static Map<String, List<String>> extra(@Nullable Object fields) {
        return fields instanceof Map<?, ?> map
                ? map.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> String.valueOf(entry.getKey()), entry -> texts(entry.getValue())))
                : Map.of();
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static boolean disjoint(Entry entry, Set<String> keys) {
        return keys.stream().noneMatch(entry.fields()::containsKey);
    }

    private static boolean isOfMinikube(Entry cluster) {
        return maps(cluster.fields().get("extensions"))
                .map(extension -> extension.get("extension"))
                .anyMatch(
                        extension -> extension instanceof Map<?, ?> fields && MINIKUBE.equals(fields.get("provider")));
    }

    private Optional<Entry> named(String list, String name, String content) {
        return entries(list)
                .filter(entry -> entry.text("name").filter(name::equals).isPresent())
                .flatMap(entry -> entry.fields().get(content) instanceof Map<?, ?> fields
                        ? Stream.of(new Entry(entry.folder(), fields))
                        : Stream.of())
                .findFirst();
    }

    private Stream<Entry> entries(String list) {
        return sources.stream()
                .flatMap(source -> maps(source.content().get(list)).map(fields -> new Entry(source.folder(), fields)));
    }

    private static Stream<Map<?, ?>> maps(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().flatMap(item -> item instanceof Map<?, ?> map ? Stream.of(map) : Stream.of())
                : Stream.of();
    }

    /** The files, as messages name them. */
    @Override
    public String toString() {
        return sources.stream().map(source -> source.file().toString()).collect(Collectors.joining(", "));
    }

    private static Source source(Path file) {
        try {
            var content = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            return new Source(file, content instanceof Map<?, ?> map ? map : Map.of());
        } catch (YamlEngineException e) {
            throw Problem.failed("the kubeconfig " + file + " is not valid YAML")
                    .advise("repair it with the tool that wrote it; kubectl config view says where it is wrong")
                    .because(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
