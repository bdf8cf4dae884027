package dev.hearth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A Java runtime with only the modules that the operator uses, linked from the JDK that runs the builder. */
record JavaRuntime(Cache cache, Consumer<String> progress) {

    static final String HOME = "/opt/java";

    private static final String MODULES = String.join(
            ",",
            List.of(
                    "java.base",
                    "java.desktop",
                    "java.logging",
                    "java.management",
                    "java.naming",
                    "java.net.http",
                    "java.security.jgss",
                    "java.security.sasl",
                    "java.sql",
                    "java.xml",
                    "jdk.crypto.ec",
                    "jdk.httpserver",
                    "jdk.jcmd",
                    "jdk.jfr",
                    "jdk.management",
                    "jdk.naming.dns",
                    "jdk.unsupported",
                    "jdk.zipfs"));

    private static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    static String inputs() {
        return Sha256.ofInputs(Runtime.version(), System.getProperty("java.vendor.version"), MODULES);
    }

    Layer layer() {
        CachedFile tar = cache.checkedFile("java-" + inputs().substring(0, 16) + ".tar", progress, fresh -> {
            progress.accept("Linking a Java runtime for the operator");
            Path runtime = fresh.resolveSibling("runtime");
            link(runtime);
            LayerTar.write(fresh, List.of(new LayerContent(runtime, HOME.substring(1), 0, Set.of())));
        });
        return Layer.of(tar, "Java " + Runtime.version());
    }

    private static void link(Path target) throws IOException {
        Path jlink = home().resolve("bin").resolve("jlink");
        if (!Files.isExecutable(jlink)) {
            throw new ImageException("The operator's image needs a JDK with jlink; " + home()
                    + " has none. Run the builder with a full JDK 25.");
        }
        Command.of(
                        jlink.toString(),
                        "--add-modules",
                        MODULES,
                        "--no-header-files",
                        "--no-man-pages",
                        "--generate-cds-archive",
                        "--output",
                        target.toString())
                .run("The operator's Java runtime could not be linked.");
    }
}
