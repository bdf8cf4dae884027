package dev.hearth.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes an image to one tar that is an OCI image layout (image-spec, "image-layout.md") and has the
 * {@code manifest.json} of {@code docker save}: readers of either kind find theirs, over the same blobs.
 */
final class ImageArchive {

    private static final String OCI = "application/vnd.oci.image.";
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String CREATED =
            Instant.ofEpochSecond(LayerTar.SOURCE_DATE_EPOCH).toString();

    private final String reference;
    private final List<Layer> layers;
    private final byte[] config;
    private final byte[] manifest;

    ImageArchive(String reference, List<Layer> layers, ImageConfig config) throws IOException {
        this.reference = reference;
        this.layers = List.copyOf(layers);
        this.config = JSON.writeValueAsBytes(configOf(layers, config));
        this.manifest = JSON.writeValueAsBytes(manifest());
    }

    /** The digest of the manifest, by which container runtimes know the image. */
    String digest() {
        return "sha256:" + Sha256.of(manifest);
    }

    void write(Path archive) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(file, "UTF-8")) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            put(tar, "oci-layout", JSON.writeValueAsBytes(Map.of("imageLayoutVersion", "1.0.0")));
            put(tar, "index.json", JSON.writeValueAsBytes(index()));
            put(tar, "manifest.json", JSON.writeValueAsBytes(List.of(dockerManifest())));
            put(tar, blob(Sha256.of(manifest)), manifest);
            put(tar, blob(Sha256.of(config)), config);
            for (String digest : layers.stream().map(Layer::digest).distinct().toList()) {
                put(tar, digest);
            }
        }
    }

    private void put(TarArchiveOutputStream tar, String digest) throws IOException {
        Path source = layers.stream()
                .filter(layer -> layer.digest().equals(digest))
                .findFirst()
                .orElseThrow()
                .tar();
        put(tar, entry(blob(digest), Files.size(source)), () -> Files.copy(source, tar));
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        put(tar, entry(name, content.length), () -> tar.write(content));
    }

    private interface Body {
        void write() throws IOException;
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, Body body) throws IOException {
        tar.putArchiveEntry(entry);
        body.write();
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(String name, long size) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setLastModifiedTime(FileTime.from(Instant.ofEpochSecond(LayerTar.SOURCE_DATE_EPOCH)));
        return entry;
    }

    private static String blob(String digest) {
        return "blobs/sha256/" + digest;
    }

    private Map<String, Object> index() {
        Map<String, Object> described = descriptor("manifest.v1+json", Sha256.of(manifest), manifest.length);
        // The first name is containerd's, the second the specification's.
        described.put(
                "annotations",
                ordered(
                        "io.containerd.image.name",
                        reference,
                        "org.opencontainers.image.ref.name",
                        reference.substring(reference.lastIndexOf(':') + 1)));
        return ordered("schemaVersion", 2, "mediaType", OCI + "index.v1+json", "manifests", List.of(described));
    }

    private Map<String, Object> manifest() throws IOException {
        var described = new ArrayList<Map<String, Object>>();
        for (Layer layer : layers) {
            described.add(descriptor("layer.v1.tar", layer.digest(), Files.size(layer.tar())));
        }
        return ordered(
                "schemaVersion",
                2,
                "mediaType",
                OCI + "manifest.v1+json",
                "config",
                descriptor("config.v1+json", Sha256.of(config), config.length),
                "layers",
                described);
    }

    private Map<String, Object> dockerManifest() {
        return ordered(
                "Config", blob(Sha256.of(config)),
                "RepoTags", List.of(reference),
                "Layers", layers.stream().map(layer -> blob(layer.digest())).toList());
    }

    private static Map<String, Object> descriptor(String type, String digest, long size) {
        return ordered("mediaType", OCI + type, "digest", "sha256:" + digest, "size", size);
    }

    private static Map<String, Object> configOf(List<Layer> layers, ImageConfig config) {
        List<String> variables = config.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        return ordered(
                "created",
                CREATED,
                "architecture",
                Architecture.ofMachine(),
                "os",
                "linux",
                "config",
                ordered(
                        "User", config.user(),
                        "Env", variables,
                        "Entrypoint", config.entrypoint(),
                        "Cmd", config.command(),
                        "WorkingDir", config.workFolder(),
                        "Labels", config.labels()),
                "rootfs",
                ordered(
                        "type",
                        "layers",
                        "diff_ids",
                        layers.stream().map(layer -> "sha256:" + layer.digest()).toList()),
                "history",
                layers.stream()
                        .map(layer -> ordered("created", CREATED, "created_by", layer.description()))
                        .toList());
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return map;
    }
}
