package dev.hearth.operator.desired;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the controllers of masters and workers are marked with, by which a later look tells what it was made from. */
public final class Marks {
    private static final String SPARK_VERSION = "hearth.dev/spark-version";
    private static final String TEMPLATE = "hearth.dev/template";
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

    private Marks() {}

    static Map<String, String> of(String sparkVersion, PodTemplateSpec template) {
        return Map.of(
                SPARK_VERSION,
                sparkVersion,
                TEMPLATE,
                Digests.of(SERIALIZATION.convertValue(template, ObjectNode.class)));
    }

    /** The marks of an object that carries some. */
    public static Map<String, String> of(HasMetadata object) {
        var marks = new TreeMap<String, String>();
        sparkVersion(object).ifPresent(value -> marks.put(SPARK_VERSION, value));
        template(object).ifPresent(value -> marks.put(TEMPLATE, value));
        return marks;
    }

    /** The version of Spark that an object was made for. */
    public static Optional<String> sparkVersion(HasMetadata object) {
        return mark(object, SPARK_VERSION);
    }

    /** A digest of the pod template that an object was made with, before Kubernetes filled in its own defaults. */
    public static Optional<String> template(HasMetadata object) {
        return mark(object, TEMPLATE);
    }

    private static Optional<String> mark(HasMetadata object, String name) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).map(annotations -> annotations.get(name));
    }
}
