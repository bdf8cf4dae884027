package dev.hearth.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Makes jars of a class each, for the JVM that Spark runs on. */
final class Jar {
    private static final String SPARKS_JAVA = "17";

    private Jar() {}

    static Path of(Path file, String className, String source) {
        try {
            var classes = Files.createTempDirectory("classes");
            var task = ToolProvider.getSystemJavaCompiler()
                    .getTask(
                            null,
                            null,
                            null,
                            List.of("--release", SPARKS_JAVA, "-d", classes.toString()),
                            null,
                            List.of(text(className, source)));
            if (!task.call()) {
                throw new AssertionError(className + " does not compile");
            }
            try (var jar = new JarOutputStream(Files.newOutputStream(file));
                    var found = Files.walk(classes)) {
                for (var compiled : found.filter(Files::isRegularFile).toList()) {
                    jar.putNextEntry(new JarEntry(classes.relativize(compiled).toString()));
                    Files.copy(compiled, jar);
                }
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaFileObject text(String className, String source) {
        var name = URI.create("string:///" + className.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }
}
