package dev.hearth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The steps from Debian's packages and pyspark's distribution to the image that Spark runs in. */
record SparkImage(Cache cache, Consumer<String> progress) {

    private static final String SPARK = "opt/spark";
    private static final String HEARTH = "opt/spark/hearth";
    private static final String ARCHIVE = HEARTH + "/spark.jsa";
    private static final int USER = 185;

    /** Counts up when this class lays out the image differently. */
    private static final int LAYOUT = 1;

    BuiltImage build(SparkImageSpec spec) {
        Path distribution = new SparkDownload(cache, progress).fetch(spec);
        if (spec.base().isPresent()) {
            return cache.inWorkFolder(work -> {
                Base base = ForeignBase.load(spec.base().get(), cache, work, progress);
                return build(spec, distribution, base.digest(), Optional.of(base));
            });
        }
        return build(spec, distribution, DebianBase.inputs(), Optional.empty());
    }

    private BuiltImage build(SparkImageSpec spec, Path distribution, String baseInputs, Optional<Base> loaded) {
        // The name has the checksum unless the version is unknown; then the content is what tells.
        String source = SparkRelease.of(spec.sparkVersion()).isPresent()
                ? distribution.getFileName().toString()
                : Sha256.of(distribution);
        String inputs = Sha256.ofInputs(LAYOUT, baseInputs, source, Scripts.digest(), LayerTar.SOURCE_DATE_EPOCH);
        ImageStore store = new ImageStore(cache);
        Optional<BuiltImage> existing = store.find(spec.reference(), inputs);
        if (existing.isPresent()) {
            progress.accept("Nothing has changed since " + spec.reference() + " was built");
            return existing.get();
        }
        Base base = loaded.orElseGet(() -> DebianBase.make(cache, progress));
        return cache.inWorkFolder(work -> assemble(spec, distribution, base, work, inputs));
    }

    private BuiltImage assemble(SparkImageSpec spec, Path distribution, Base base, Path work, String inputs)
            throws IOException {
        Path root = work.resolve("root");
        progress.accept("Unpacking the base");
        base.unpack(root);
        Path build = root.resolve("build");
        Scripts.copyTo(build);
        Files.copy(distribution, build.resolve("pyspark.tar.gz"));
        progress.accept("Installing Spark " + spec.sparkVersion() + " and compiling its Python modules");
        Sandbox sandbox = new Sandbox(root);
        sandbox.run(
                "Spark could not be installed in the image. A base image needs bash, tar, Python 3 and Java 17.",
                "/build/install-spark",
                "/build/pyspark.tar.gz");
        if (!Files.isExecutable(root.resolve("usr/bin/tini"))) {
            throw new ImageException("The base image has no /usr/bin/tini. Add the package tini to it.");
        }

        var layers = new ArrayList<>(base.layers());
        layers.add(layer(work, "jars", "Spark's jars", List.of(LayerContent.ofRoot(root, SPARK + "/jars"))));
        List<Layer> runtime = List.copyOf(layers);
        layers.add(layer(work, "spark", "Spark's scripts and Python modules", List.of(sparkWithoutJars(root))));
        layers.add(classData(sandbox, runtime));
        layers.add(layer(work, "hearth", "Hearth's scripts and the user", scripts(root)));

        progress.accept("Writing the image " + spec.reference());
        return new ImageStore(cache).put(spec.reference(), inputs, layers, config(spec, root, base));
    }

    private static Layer layer(Path work, String name, String description, List<LayerContent> contents)
            throws IOException {
        Path tar = work.resolve(name + ".tar");
        LayerTar.write(tar, contents);
        return Layer.of(tar, description);
    }

    private static LayerContent sparkWithoutJars(Path root) {
        return LayerContent.ofRoot(root, SPARK)
                .without(SPARK + "/jars", SPARK + "/bin/spark-class", SPARK + "/work-dir", HEARTH + "/jvm", ARCHIVE);
    }

    private static List<LayerContent> scripts(Path root) {
        return List.of(
                LayerContent.ofRoot(root, HEARTH + "/jvm"),
                LayerContent.ofRoot(root, SPARK + "/bin/spark-class"),
                LayerContent.ofRoot(root, SPARK + "/work-dir").ownedBy(USER),
                LayerContent.ofRoot(root, "home/spark").ownedBy(USER),
                LayerContent.ofRoot(root, "etc/passwd"),
                LayerContent.ofRoot(root, "etc/group"),
                LayerContent.ofRoot(root, "usr/bin/python"));
    }

    /** The archive depends on the JVM and the jars, and on the job that it was trained with. */
    private Layer classData(Sandbox sandbox, List<Layer> runtime) {
        String inputs =
                Sha256.ofInputs(runtime.stream().map(Layer::digest).toList(), Scripts.digest(Scripts.TRAINING), LAYOUT);
        Path tar = cache.file("classes-" + inputs.substring(0, 16) + ".tar", fresh -> {
            progress.accept("Recording which classes Spark loads and archiving them (one to three minutes)");
            sandbox.run("The class-data archive could not be made.", "/build/train");
            LayerTar.write(fresh, List.of(LayerContent.ofRoot(sandbox.root(), ARCHIVE)));
        });
        return Layer.of(tar, "Class-data archive");
    }

    private static ImageConfig config(SparkImageSpec spec, Path root, Base base) throws IOException {
        String path = base.environment().getOrDefault("PATH", ImageConfig.DEFAULT_PATH);
        var environment = new LinkedHashMap<>(base.environment());
        environment.put("PATH", "/opt/spark/bin:/opt/spark/sbin:/opt/spark/hearth/jvm/bin:" + path);
        environment.put("SPARK_HOME", "/opt/spark");
        environment.put("JAVA_HOME", "/opt/spark/hearth/jvm");
        environment.put("PYTHONPATH", "/opt/spark/python:/opt/spark/python/lib/py4j-src.zip");
        environment.put("LANG", "C.UTF-8");
        // For those who start java themselves; Spark's scripts set it, and its launcher refuses to work without.
        String scala = only(root, SPARK + "/jars", "scala-library-*.jar").substring("scala-library-".length());
        environment.put("SPARK_SCALA_VERSION", scala.substring(0, scala.indexOf('.', scala.indexOf('.') + 1)));
        Map<String, String> labels = ImageConfig.labels(
                "Apache Spark " + spec.sparkVersion(),
                "Apache Spark for Hearth's clusters, with a class-data archive for a quick start",
                spec.sparkVersion());
        return new ImageConfig(
                environment,
                ImageConfig.TINI,
                List.of("/bin/bash"),
                Integer.toString(USER),
                "/opt/spark/work-dir",
                labels);
    }

    private static String only(Path root, String folder, String pattern) throws IOException {
        try (var files = Files.newDirectoryStream(root.resolve(folder), pattern)) {
            for (Path file : files) {
                return String.valueOf(file.getFileName());
            }
        }
        throw new ImageException("This pyspark has no " + pattern + " in " + folder + "; is it a complete release?");
    }
}
