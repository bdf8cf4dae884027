package dev.hearth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        BuiltImage image = existing(spec).orElseGet(() -> buildNow(spec));
        return image.with(new SparkDownload(cache, progress).warnings(spec));
    }

    private BuiltImage buildNow(SparkImageSpec spec) {
        Program.require(needs(spec), Program::isInstalled);
        Sandbox.requireAllowed();
        if (spec.base().isPresent()) {
            return cache.inWorkFolder(work -> {
                Base base = ForeignBase.load(spec.base().get(), cache, work, progress);
                return find(spec, base.digest()).orElseGet(() -> build(spec, base));
            });
        }
        return build(spec, DebianBase.make(cache, progress));
    }

    /** The image if nothing is to be done for it; on a base that the user names that shows once the base is fetched. */
    Optional<BuiltImage> existing(SparkImageSpec spec) {
        return spec.base().isPresent()
                ? Optional.empty()
                : DebianBase.cachedDigest(cache).flatMap(base -> find(spec, base));
    }

    /** What building the image takes; nothing if it is there. */
    Set<Program> needs(SparkImageSpec spec) {
        if (existing(spec).isPresent()) {
            return Set.of();
        }
        var needed = EnumSet.of(Program.UNSHARE, Program.MOUNT, Program.IP, Program.TAR);
        needed.addAll(new SparkDownload(cache, progress).needs(spec));
        if (spec.base().isEmpty()) {
            needed.addAll(DebianBase.needs(cache));
        }
        return needed;
    }

    private Optional<BuiltImage> find(SparkImageSpec spec, String base) {
        Optional<BuiltImage> existing = new SparkDownload(cache, progress)
                .checksum(spec)
                .flatMap(source -> new ImageStore(cache).find(spec.reference(), inputs(base, source)));
        existing.ifPresent(image -> progress.accept("Nothing has changed since " + image.reference() + " was built"));
        return existing;
    }

    /** Of contents, not of what they were made from: Debian's packages change under the same names. */
    static String inputs(String base, String source) {
        return Sha256.ofInputs(LAYOUT, base, source, Scripts.digest(), LayerTar.SOURCE_DATE_EPOCH);
    }

    private BuiltImage build(SparkImageSpec spec, Base base) {
        CachedFile distribution = new SparkDownload(cache, progress).fetch(spec);
        return cache.inWorkFolder(work -> assemble(spec, distribution, base, work));
    }

    private BuiltImage assemble(SparkImageSpec spec, CachedFile distribution, Base base, Path work) throws IOException {
        Path root = work.resolve("root");
        progress.accept("Unpacking the base");
        base.unpack(root);
        Path build = root.resolve("build");
        Scripts.copyTo(build);
        Files.copy(distribution.path(), build.resolve("pyspark.tar.gz"));
        progress.accept("Installing Spark " + spec.sparkVersion() + " and compiling its Python modules");
        Sandbox sandbox = new Sandbox(root, base.path());
        sandbox.run(
                "Spark could not be installed in the image." + (spec.base().isPresent() ? " " + ForeignBase.NEEDS : ""),
                "/build/install-spark",
                "/build/pyspark.tar.gz");

        var layers = new ArrayList<>(base.layers());
        layers.add(layer(work, "jars", "Spark's jars", List.of(LayerContent.ofRoot(root, SPARK + "/jars"))));
        List<Layer> runtime = List.copyOf(layers);
        layers.add(layer(work, "spark", "Spark's scripts and Python modules", List.of(sparkWithoutJars(root))));
        layers.add(classData(sandbox, runtime));
        layers.add(layer(work, "hearth", "Hearth's scripts and the user", scripts(root)));

        progress.accept("Writing the image " + spec.reference());
        return new ImageStore(cache)
                .put(spec.reference(), inputs(base.digest(), distribution.sha256()), layers, config(spec, root, base));
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
        CachedFile tar = cache.checkedFile("classes-" + inputs.substring(0, 16) + ".tar", progress, fresh -> {
            progress.accept("Recording which classes Spark loads and archiving them (one to three minutes)");
            sandbox.run("The class-data archive could not be made.", "/build/train");
            LayerTar.write(fresh, List.of(LayerContent.ofRoot(sandbox.root(), ARCHIVE)));
        });
        return Layer.of(tar, "Class-data archive");
    }

    private static ImageConfig config(SparkImageSpec spec, Path root, Base base) throws IOException {
        var environment = new LinkedHashMap<>(base.environment());
        environment.put("PATH", "/opt/spark/bin:/opt/spark/sbin:/opt/spark/hearth/jvm/bin:" + base.path());
        environment.put("SPARK_HOME", "/opt/spark");
        environment.put("JAVA_HOME", "/opt/spark/hearth/jvm");
        environment.put("PYTHONPATH", "/opt/spark/python:/opt/spark/python/lib/py4j-src.zip");
        environment.put("LANG", "C.UTF-8");
        // For those who start java themselves; Spark's scripts set it, and its launcher refuses to work without.
        String scala = only(root, SPARK + "/jars", "scala-library-*.jar").substring("scala-library-".length());
        environment.put("SPARK_SCALA_VERSION", scala.substring(0, scala.indexOf('.', scala.indexOf('.') + 1)));
        var labels = new LinkedHashMap<>(ImageConfig.labels(
                "Apache Spark " + spec.sparkVersion(),
                "Apache Spark for Hearth's clusters, with a class-data archive for a quick start",
                spec.sparkVersion()));
        labels.putAll(base.labels());
        return new ImageConfig(
                environment,
                Tini.entrypoint(root, base.path()),
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
