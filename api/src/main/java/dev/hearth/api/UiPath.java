package dev.hearth.api;

import java.util.Set;

/**
 * Where the pages of a cluster are below the gateway's address: {@code /NAMESPACE/CLUSTER}.
 *
 * <p>Spark's scripts look for the words {@code proxy} and {@code history} in the address of a page and take what follows
 * for an application's identifier (utils.js of Spark 4.3.0), so a namespace or cluster of such a name is spelt with an
 * underscore, which no name of Kubernetes has.
 */
public final class UiPath {
    private static final Set<String> WORDS_OF_SPARK = Set.of("proxy", "history");

    /** The segment after the cluster's below which its history server is. */
    public static final String FINISHED = "finished";

    private static final String MARK = "_";

    private UiPath() {}

    /** The path of a cluster, without a slash at its end. */
    public static String of(String namespace, String cluster) {
        return "/" + segment(namespace) + "/" + segment(cluster);
    }

    /**
     * Where the history server of a cluster is as a whole, without a slash at its end. Spark's scripts take what precedes
     * the word {@code history} in the address of an application's page for the server's own address, so that word must be
     * Spark's own: {@code /NAMESPACE/CLUSTER/finished/history/APPLICATION/jobs/}.
     */
    public static String ofHistory(String namespace, String cluster) {
        return of(namespace, cluster) + "/" + FINISHED;
    }

    /** How a namespace or a cluster is spelt in a path. */
    public static String segment(String name) {
        return WORDS_OF_SPARK.contains(name) ? name + MARK : name;
    }

    /** The namespace or cluster that a segment of a path means. */
    public static String name(String segment) {
        return segment.endsWith(MARK) && WORDS_OF_SPARK.contains(segment.substring(0, segment.length() - 1))
                ? segment.substring(0, segment.length() - 1)
                : segment;
    }
}
