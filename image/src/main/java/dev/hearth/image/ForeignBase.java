package dev.hearth.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A base that the user names: an image in a registry, or an archive of one. */
final class ForeignBase {

    static final String NEEDS =
            "A base needs Java 17 or newer and Python 3 on its PATH, bash, tar, gzip, sed, grep, awk,"
                    + " and coreutils and findutils of GNU.";

    private ForeignBase() {}

    static Base load(String name, Cache cache, Path work, Consumer<String> progress) throws IOException {
        return load(name, Architecture.ofMachine(), cache, work, progress);
    }

    static Base load(String name, String architecture, Cache cache, Path work, Consumer<String> progress)
            throws IOException {
        progress.accept("Fetching the base image " + name);
        Path archive = work.resolve("base.tar");
        Containerizer target = Containerizer.to(TarImage.at(archive).named(References.parse("hearth/base")));
        // Both kinds pass through Jib, which knows registries, credential helpers and all the forms of archives.
        Jibs.run(
                cache,
                from(name, target).setPlatforms(Set.of(new Platform(architecture, "linux"))),
                target,
                "The base image " + name + " could not be fetched.");
        Path unpacked = Files.createDirectories(work.resolve("base"));
        Command.of("tar", "--extract", "--file", archive.toString(), "--directory", unpacked.toString())
                .run("The base image " + name + " could not be unpacked.");
        return read(unpacked, architecture, cache, name, progress);
    }

    private static JibContainerBuilder from(String name, Containerizer target) {
        if (Files.isRegularFile(Path.of(name))) {
            return Jib.from(TarImage.at(Path.of(name)));
        }
        ImageReference reference = References.parse(name);
        target.setAllowInsecureRegistries(References.isOnLoopback(reference));
        return Jib.from(Jibs.inRegistry(reference));
    }

    private static Base read(Path unpacked, String architecture, Cache cache, String name, Consumer<String> progress)
            throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        JsonNode manifest =
                json.readTree(unpacked.resolve("manifest.json").toFile()).get(0);
        JsonNode config =
                json.readTree(unpacked.resolve(manifest.path("Config").asText()).toFile());
        String its = config.path("architecture").asText(architecture);
        if (!its.equals(architecture)) {
            throw new ImageException("The base image " + name + " is for " + its + ", and this machine, on which it has"
                    + " to run to become Spark's, is " + architecture + ". Name one for " + architecture + ".");
        }
        var layers = new ArrayList<Layer>();
        for (JsonNode layer : manifest.path("Layers")) {
            Path packed = unpacked.resolve(layer.asText());
            CachedFile tar =
                    cache.checkedFile("base-" + Sha256.of(packed).substring(0, 16) + ".tar", progress, fresh -> {
                        try (InputStream in = unpacked(packed)) {
                            Files.copy(in, fresh);
                        }
                    });
            layers.add(Layer.of(tar, "from " + name));
        }
        // A path says nothing to anybody else.
        Map<String, String> labels =
                Files.exists(Path.of(name)) ? Map.of() : Map.of("org.opencontainers.image.base.name", name);
        return new Base(List.copyOf(layers), environment(config), labels);
    }

    private static InputStream unpacked(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static Map<String, String> environment(JsonNode config) {
        var variables = new LinkedHashMap<String, String>();
        List<String> lines = new ArrayList<>();
        config.path("config").path("Env").forEach(line -> lines.add(line.asText()));
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return variables;
    }
}
