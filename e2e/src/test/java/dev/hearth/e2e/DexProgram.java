package dev.hearth.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dex, compiled once on this machine from the Go module proxy, as the node's programs are. */
final class DexProgram {
    private static final List<String> SOURCES = List.of("main.go", "keys.go", "go.mod", "go.sum");

    private final Shell shell;
    private final Path sources;
    private final String key;

    private DexProgram(Shell shell, Path sources, String key) {
        this.shell = shell;
        this.sources = sources;
        this.key = key;
    }

    static DexProgram of(Shell shell) throws IOException {
        var sources = shell.folder().resolve("e2e/src/test/go/dex");
        var digest = sha256();
        for (var source : SOURCES) {
            digest.update(Files.readAllBytes(sources.resolve(source)));
        }
        return new DexProgram(
                shell, sources, HexFormat.of().formatHex(digest.digest()).substring(0, 12));
    }

    /** The program, which stays in the user's cache. */
    Path program() throws IOException {
        var cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of)
                .orElse(Path.of(System.getProperty("user.home"), ".cache"));
        var program = cache.resolve("hearth/e2e-dex-" + key + "/dex");
        if (!Files.isExecutable(program)) {
            Files.createDirectories(program.getParent());
            var draft = program.resolveSibling("draft");
            var go = Shell.find("go").orElse(Path.of("/usr/local/go/bin/go"));
            new Shell(sources, Map.of("CGO_ENABLED", "0", "GOFLAGS", "", "GOWORK", "off"))
                    .run(go.toString(), "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o=" + draft, ".")
                    .output();
            Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }

    /** The name of its image. */
    String image() {
        return "docker.io/hearth/e2e-dex:" + key;
    }

    /** An archive of its image, which holds nothing else. */
    Path archive(Path folder) throws IOException {
        var layer = folder.resolve("layer.tar");
        tar(layer, program().getParent(), "dex");
        var digest = HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(layer)));
        Files.writeString(folder.resolve("config.json"), """
                {"architecture": "%s", "os": "linux", "config": {"Entrypoint": ["/dex"]},
                 "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
                """.formatted(
                        System.getProperty("os.arch").replace("aarch64", "arm64"), digest));
        Files.writeString(folder.resolve("manifest.json"), """
                [{"Config": "config.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]}]
                """.formatted(image()));
        var archive = folder.resolve("dex.tar");
        tar(archive, folder, "manifest.json", "config.json", "layer.tar");
        return archive;
    }

    private void tar(Path archive, Path folder, String... files) {
        var command = new java.util.ArrayList<>(List.of("tar", "-C", folder.toString(), "-cf", archive.toString()));
        command.addAll(List.of(files));
        shell.run(command.toArray(String[]::new)).output();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
