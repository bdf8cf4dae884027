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
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One or more kubeconfig files, merged as kubectl merges them: the first that names something wins. */
final class Kubeconfig {
    private static final Set<String> BEYOND_PLAIN =
            Set.of("exec", "auth-provider", "username", "password", "as", "as-groups", "as-uid");
    private static final Set<String> BEYOND_PLAIN_CLUSTER =
            Set.of("insecure-skip-tls-verify", "tls-server-name", "proxy-url");

    private record Source(Path folder, Map<?, ?> content) {}

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

    /** The context of that name, or the current one; empty if there is none. */
    Optional<Login> login(Optional<String> wanted) {
        return wanted.or(this::currentContext).flatMap(this::login);
    }

    private Optional<String> currentContext() {
        return sources.stream()
                .flatMap(source -> new Entry(source.folder(), source.content()).text("current-context").stream())
                .findFirst();
    }

    private Optional<Login> login(String name) {
        return named("contexts", name, "context").flatMap(context -> {
            var cluster = context.text("cluster").flatMap(key -> named("clusters", key, "cluster"));
            var user = context.text("user").flatMap(key -> named("users", key, "user"));
            return cluster.flatMap(found -> found.text("server"))
                    .map(server -> login(name, server, context, cluster.orElse(Entry.NONE), user.orElse(Entry.NONE)));
        });
    }

    private static Login login(String name, String server, Entry context, Entry cluster, Entry user) {
        var token = user.text("token").or(() -> user.file("tokenFile"));
        return new Login(
                name,
                context.text("namespace").orElse("default"),
                URI.create(server),
                cluster.pem("certificate-authority"),
                user.pem("client-certificate"),
                user.pem("client-key"),
                token,
                provider(cluster),
                server.startsWith("https://")
                        && disjoint(user, BEYOND_PLAIN)
                        && disjoint(cluster, BEYOND_PLAIN_CLUSTER));
    }

    private static boolean disjoint(Entry entry, Set<String> keys) {
        return keys.stream().noneMatch(entry.fields()::containsKey);
    }

    private static Optional<String> provider(Entry cluster) {
        return maps(cluster.fields().get("extensions"))
                .map(extension -> extension.get("extension"))
                .filter(Map.class::isInstance)
                .flatMap(extension -> Stream.ofNullable(((Map<?, ?>) extension).get("provider")))
                .map(String::valueOf)
                .findFirst();
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

    private static Stream<Map<?, ?>> maps(@org.jspecify.annotations.Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().flatMap(item -> item instanceof Map<?, ?> map ? Stream.of(map) : Stream.of())
                : Stream.of();
    }

    private static Source source(Path file) {
        try {
            var content = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            var folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
            return new Source(folder, content instanceof Map<?, ?> map ? map : Map.of());
        } catch (YamlEngineException e) {
            throw Problem.failed("the kubeconfig " + file + " is not valid YAML")
                    .because(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
