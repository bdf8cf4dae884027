package dev.hearth.image;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Builds images and hands them over. What was built once is kept under {@code $XDG_CACHE_HOME/hearth/image}, so building
 * again from the same inputs takes no time and gives the same digest.
 *
 * <pre>{@code
 * BuiltImage spark = ImageBuilder.buildSpark(SparkImageSpec.of("4.3.0"), System.err::println);
 * ImageBuilder.push(spark, "registry.example.org/team/spark:4.3.0", System.err::println);
 * }</pre>
 *
 * <p>Every method throws {@link ImageException} with a message for the user; every progress string is the sentence of one
 * step.
 */
public final class ImageBuilder {

    private ImageBuilder() {}

    /**
     * What must be installed before that image can be built: nothing if it was built before, and nothing for a part of
     * it that is in the cache. To be asked first; some of it a build needs only after minutes.
     */
    public static List<MissingProgram> missing(SparkImageSpec spec) {
        return Program.missing(new SparkImage(Cache.ofUser(), text -> {}).needs(spec), Program::isInstalled);
    }

    /** What must be installed before the operator's image can be built, whatever is in it: its base is all it takes. */
    public static List<MissingProgram> missingForOperator() {
        return Program.missing(DebianBase.needs(Cache.ofUser()), Program::isInstalled);
    }

    /** Builds the image that masters, workers, executors and drivers run in. */
    public static BuiltImage buildSpark(SparkImageSpec spec, Consumer<String> progress) {
        Cache cache = Cache.ofUser();
        return cache.locked(progress, () -> new SparkImage(cache, progress).build(spec));
    }

    /** Builds the operator's image. */
    public static BuiltImage buildOperator(OperatorImageSpec spec, Consumer<String> progress) {
        Cache cache = Cache.ofUser();
        return cache.locked(progress, () -> new OperatorImage(cache, progress).build(spec));
    }

    /**
     * Pushes the image to a registry under the given name, with the credentials of {@code docker login}.
     *
     * @return the digest that the registry knows the image by
     */
    public static String push(BuiltImage image, String reference, Consumer<String> progress) {
        return Delivery.push(image, reference, Cache.ofUser(), progress);
    }

    /** Copies the image to a file, which appears under its name only when it is whole. */
    public static void saveTo(BuiltImage image, Path file, Consumer<String> progress) {
        Delivery.save(image, file, progress);
    }
}
