package dev.hearth.image;

import java.nio.file.Path;
import java.util.List;

/**
 * What operator image to build; its base is that of the default Spark image, so that a node stores it once.
 *
 * @param libraries the folder with every jar on the class path
 * @param mainClass the class that the container starts
 * @param javaOptions options of its JVM
 * @param reference the name of the image
 */
public record OperatorImageSpec(Path libraries, String mainClass, List<String> javaOptions, String reference) {

    public OperatorImageSpec {
        javaOptions = List.copyOf(javaOptions);
        reference = References.full(reference);
    }
}
