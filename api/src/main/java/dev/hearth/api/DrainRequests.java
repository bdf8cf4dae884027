package dev.hearth.api;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of single workers: that they leave, and that others take their place. A request is an annotation of the
 * SparkCluster, one for each worker, so that two people's requests do not collide, and so that who may change a cluster
 * needs no right over its pods. Pods' names never come back, so a request that was carried out means nothing any more.
 */
public final class DrainRequests {
    private static final String PREFIX = "drain.hearth.dev/";
    private static final String ASKED = "true";

    private DrainRequests() {}

    /** The names of the pods that were asked to leave; some may be gone. */
    public static Set<String> of(SparkCluster cluster) {
        return pods(annotations(cluster));
    }

    private static Set<String> pods(Map<String, String> annotations) {
        return annotations.keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .map(key -> key.substring(PREFIX.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The annotations to merge into those of a cluster, so that it is asked for some pods, and what is over is forgotten.
     *
     * @param asked names of pods that are to leave
     * @param annotations what the cluster has
     * @param exists whether there is a pod of a name
     * @return values to set; null removes
     */
    public static Map<String, @Nullable String> merge(
            Collection<String> asked, Map<String, String> annotations, Predicate<String> exists) {
        var merged = new TreeMap<String, @Nullable String>();
        pods(annotations).stream().filter(exists.negate()).forEach(pod -> merged.put(PREFIX + pod, null));
        asked.forEach(pod -> merged.put(PREFIX + pod, ASKED));
        return merged;
    }

    /** The same for a cluster. */
    public static Map<String, @Nullable String> merge(
            Collection<String> asked, SparkCluster cluster, Predicate<String> exists) {
        return merge(asked, annotations(cluster), exists);
    }

    private static Map<String, String> annotations(SparkCluster cluster) {
        return Objects.requireNonNullElse(cluster.getMetadata().getAnnotations(), Map.of());
    }
}
