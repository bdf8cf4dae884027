package dev.hearth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The operator's image: the base that the Spark image has too, a small Java runtime, and the operator's jars. */
record OperatorImage(Cache cache, Consumer<String> progress) {

    private static final int USER = 65532;
    private static final int LAYOUT = 1;

    BuiltImage build(OperatorImageSpec spec) {
        List<Path> jars = jars(spec.libraries());
        String contents = Sha256.ofInputs(
                jars.stream().map(jar -> jar.getFileName() + Sha256.of(jar)).toArray());
        ImageStore store = new ImageStore(cache);
        Optional<BuiltImage> existing = DebianBase.cachedDigest(cache)
                .flatMap(base -> store.find(spec.reference(), inputs(spec, base, contents)));
        if (existing.isPresent()) {
            progress.accept("Nothing has changed since " + spec.reference() + " was built");
            return existing.get();
        }
        Program.require(DebianBase.needs(cache), Program::isInstalled);
        Base base = DebianBase.make(cache, progress);
        return cache.inWorkFolder(work -> {
            var layers = new ArrayList<>(base.layers());
            layers.add(new JavaRuntime(cache, progress).layer());
            Predicate<Path> ours = jar -> String.valueOf(jar.getFileName()).startsWith("hearth-");
            layers.add(
                    layer(work, "libraries", jars.stream().filter(ours.negate()).toList()));
            layers.add(layer(work, "hearth", jars.stream().filter(ours).toList()));
            progress.accept("Writing the image " + spec.reference());
            return store.put(spec.reference(), inputs(spec, base.digest(), contents), layers, config(spec, base));
        });
    }

    private static String inputs(OperatorImageSpec spec, String base, String contents) {
        return Sha256.ofInputs(
                LAYOUT,
                base,
                JavaRuntime.inputs(),
                contents,
                spec.mainClass(),
                spec.javaOptions(),
                LayerTar.SOURCE_DATE_EPOCH);
    }

    private static Layer layer(Path work, String name, List<Path> jars) throws IOException {
        Path tar = work.resolve(name + ".tar");
        LayerTar.write(
                tar,
                jars.stream()
                        .map(jar -> new LayerContent(jar, "opt/hearth/lib/" + jar.getFileName(), 0, Set.of()))
                        .toList());
        return Layer.of(tar, "Hearth: " + name);
    }

    private static ImageConfig config(OperatorImageSpec spec, Base base) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("PATH", JavaRuntime.HOME + "/bin:" + ImageConfig.DEFAULT_PATH);
        environment.put("JAVA_HOME", JavaRuntime.HOME);
        environment.put("LANG", "C.UTF-8");
        var entrypoint = new ArrayList<>(Tini.ENTRYPOINT);
        entrypoint.add(JavaRuntime.HOME + "/bin/java");
        entrypoint.addAll(spec.javaOptions());
        entrypoint.addAll(List.of("-cp", "/opt/hearth/lib/*", spec.mainClass()));
        String tag = spec.reference().substring(spec.reference().lastIndexOf(':') + 1);
        var labels = new LinkedHashMap<>(
                ImageConfig.labels("Hearth operator", "The operator of Hearth's Spark clusters", tag));
        labels.putAll(base.labels());
        return new ImageConfig(environment, entrypoint, List.of(), Integer.toString(USER), "/", labels);
    }

    private static List<Path> jars(Path folder) {
        try (var files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            if (jars.isEmpty()) {
                throw new ImageException("There are no jars in " + folder + ". Build Hearth first: mvn package.");
            }
            return jars;
        } catch (IOException e) {
            throw new ImageException("The jars in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
