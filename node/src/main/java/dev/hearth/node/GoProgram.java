package dev.hearth.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A program of the node that is compiled on the user's machine; its sources are in this jar. */
enum GoProgram {
    KUBERNETES("Kubernetes", "k8s.io/kubernetes", "about 6 minutes"),
    COREDNS("CoreDNS", "github.com/coredns/coredns", "about 2 minutes"),
    PAUSE("the pause container", "", "seconds");

    private final String title;
    private final String upstream;
    private final String duration;

    GoProgram(String title, String upstream, String duration) {
        this.title = title;
        this.upstream = upstream;
        this.duration = duration;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return version().isEmpty() ? title : title + " " + version();
    }

    String duration() {
        return duration;
    }

    /** Returns upstream's version as go.mod pins it, for example v1.35.4; empty for a program of our own. */
    String version() {
        var requirement = Pattern.compile(
                        "^\\s*(?:require )?" + Pattern.quote(upstream) + " (v\\S+)", Pattern.MULTILINE)
                .matcher(source("go.mod"));
        return !upstream.isEmpty() && requirement.find() ? requirement.group(1) : "";
    }

    /** Returns the arguments of {@code go build}; the kubelet and the API server refuse each other without a version. */
    List<String> buildArguments() {
        var arguments = new ArrayList<>(List.of("build", "-trimpath", "-buildvcs=false", "-tags=providerless"));
        arguments.add("-ldflags=" + linkerFlags());
        return arguments;
    }

    private String linkerFlags() {
        if (this != KUBERNETES) {
            return "-s -w";
        }
        var parts = version().substring(1).split("\\.", -1);
        var flags = new StringBuilder("-s -w");
        for (var stamped : List.of("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")) {
            flags.append(" -X %s.gitVersion=%s -X %s.gitMajor=%s -X %s.gitMinor=%s -X %s.gitTreeState=clean"
                    .formatted(stamped, version(), stamped, parts[0], stamped, parts[1], stamped));
        }
        return flags.toString();
    }

    /** Returns a key that changes with anything that changes the binary. */
    String key() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var source : sources()) {
                digest.update(source(source).getBytes(StandardCharsets.UTF_8));
            }
            digest.update(String.join("\n", buildArguments()).getBytes(StandardCharsets.UTF_8));
            digest.update(System.getProperty("os.arch", "").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private List<String> sources() {
        return switch (this) {
            case KUBERNETES -> List.of("main.go", "networkpolicies.go", "storage.go", "go.mod", "go.sum");
            case COREDNS -> List.of("main.go", "go.mod", "go.sum");
            case PAUSE -> List.of("main.go", "go.mod");
        };
    }

    void extractTo(Path folder) throws IOException {
        for (var source : sources()) {
            Files.writeString(folder.resolve(source), source(source));
        }
    }

    private String source(String file) {
        try (var stream = GoProgram.class.getResourceAsStream("/go/" + id() + "/" + file)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks go/" + id() + "/" + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
