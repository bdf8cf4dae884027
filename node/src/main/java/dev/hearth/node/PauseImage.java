package dev.hearth.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The image of the container that holds a pod's namespaces: one static program in one layer. */
record PauseImage(Path program) {

    /** Writes the image as an archive for {@code docker load} into the given folder and returns it. */
    Path archive(Path folder) {
        try {
            var layer = folder.resolve("layer.tar");
            Files.copy(program, folder.resolve("pause"), StandardCopyOption.REPLACE_EXISTING);
            tar(layer, folder, "pause");
            Files.writeString(folder.resolve("config.json"), """
                    {"architecture": "%s", "os": "linux",
                     "config": {"Entrypoint": ["/pause"], "User": "65535:65535"},
                     "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
                    """.formatted(architecture(), sha256(layer)));
            Files.writeString(folder.resolve("manifest.json"), """
                    [{"Config": "config.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]}]
                    """.formatted(Configuration.PAUSE_IMAGE));
            var archive = folder.resolve("pause.tar");
            tar(archive, folder, "manifest.json", "config.json", "layer.tar");
            return archive;
        } catch (IOException e) {
            throw new NodeException("Cannot make the pause image in " + folder, e);
        }
    }

    private static void tar(Path archive, Path folder, String... files) {
        var line = new ArrayList<>(List.of("tar", "-C", folder.toString(), "--owner=0", "--group=0"));
        line.addAll(List.of("-cf", archive.toString()));
        line.addAll(List.of(files));
        Command.of(line).output();
    }

    private static String architecture() {
        var java = System.getProperty("os.arch", "");
        return java.equals("aarch64") ? "arm64" : java;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
