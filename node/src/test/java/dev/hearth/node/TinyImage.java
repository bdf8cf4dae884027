package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An image with a shell and small network tools, made of this machine's static busybox. */
final class TinyImage {

    static final String NAME = "docker.io/hearth/tiny:it";

    static final Path BUSYBOX = Path.of("/bin/busybox");

    private TinyImage() {}

    static Path archive(Path folder) throws Exception {
        var bin = Files.createDirectories(folder.resolve("root/bin"));
        Files.createDirectories(folder.resolve("root/tmp"));
        Files.copy(BUSYBOX, bin.resolve("busybox"));
        for (var tool : new String[] {"sh", "cat", "wget", "httpd", "hostname"}) {
            Files.createSymbolicLink(bin.resolve(tool), Path.of("busybox"));
        }
        var layer = folder.resolve("layer.tar");
        Command.of("tar", "-C", folder.resolve("root").toString(), "-cf", layer.toString(), ".")
                .output();
        Files.writeString(folder.resolve("config.json"), """
                {"architecture": "%s", "os": "linux", "config": {"Env": ["PATH=/bin"], "Cmd": ["/bin/sh"]},
                 "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
                """.formatted(
                        System.getProperty("os.arch").replace("aarch64", "arm64"), sha256(layer)));
        Files.writeString(folder.resolve("manifest.json"), """
                [{"Config": "config.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]}]
                """.formatted(NAME));
        var archive = folder.resolve("tiny.tar");
        Command.of(
                        "tar",
                        "-C",
                        folder.toString(),
                        "-cf",
                        archive.toString(),
                        "manifest.json",
                        "config.json",
                        "layer.tar")
                .output();
        return archive;
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
