package dev.hearth.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The steps from Debian's packages and pyspark's distribution to the image that Spark runs in.
 *
 * @param workshop runs the scripts that work inside the image to be
 */
record SparkImage(Cache cache, Consumer<String> progress, Workshop workshop) {

    /** Counts up when this class lays out the image differently. */
    private static final int LAYOUT = 1;

    /** {@link Sandbox#run}, or what does in a moment what that takes minutes and rights for. */
    interface Workshop {
        String run(Sandbox sandbox, String failure, String... program);
    }

    SparkImage(Cache cache, Consumer<String> progress) {
        this(cache, progress, Sandbox::run);
    }

    BuiltImage build(SparkImageSpec spec) {
        BuiltImage image = existing(spec).orElseGet(() -> buildNow(spec));
        return image.with(new SparkDownload(cache, progress).warnings(spec));
    }

    private BuiltImage buildNow(SparkImageSpec spec) {
        Program.require(needs(spec), Program::isInstalled);
        Sandbox.requireAllowed();
        return make(spec);
    }

    /** Builds without another look at the machine. */
    BuiltImage make(SparkImageSpec spec) {
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
        workshop.run(
                sandbox,
                "Spark could not be installed in the image." + (spec.base().isPresent() ? " " + ForeignBase.NEEDS : ""),
                "/build/install-spark",
                "/build/pyspark.tar.gz");

        var layers = new ArrayList<>(base.layers());
        SparkLayers spark = new SparkLayers(root, work);
        layers.add(spark.jars());
        List<Layer> runtime = List.copyOf(layers);
        layers.add(spark.withoutJars());
        layers.add(classData(sandbox, runtime));
        layers.add(spark.scripts());

        progress.accept("Writing the image " + spec.reference());
        return new ImageStore(cache)
                .put(
                        spec.reference(),
                        inputs(base.digest(), distribution.sha256()),
                        layers,
                        spark.config(spec.sparkVersion(), base));
    }

    /** The archive depends on the JVM and the jars, on the jars' order, and on the job that it was trained with. */
    private Layer classData(Sandbox sandbox, List<Layer> runtime) {
        String inputs = Sha256.ofInputs(
                runtime.stream().map(Layer::digest).toList(),
                Sha256.of(sandbox.root().resolve(SparkLayers.CLASS_PATH)),
                Scripts.digest(Scripts.TRAINING),
                LAYOUT);
        CachedFile tar = cache.checkedFile("classes-" + inputs.substring(0, 16) + ".tar", progress, fresh -> {
            progress.accept("Recording which classes Spark loads and archiving them (one to three minutes)");
            workshop.run(sandbox, "The class-data archive could not be made.", "/build/train");
            LayerTar.write(fresh, List.of(LayerContent.ofRoot(sandbox.root(), SparkLayers.ARCHIVE)));
        });
        return Layer.of(tar, "Class-data archive");
    }
}
