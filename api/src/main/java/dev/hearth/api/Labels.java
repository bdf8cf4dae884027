package dev.hearth.api;

/** The labels of everything that belongs to a cluster: a contract with people's scripts, and how our own parts find pods. */
public final class Labels {
    /** {@value #SPARK} on the pods of clusters, {@value #HEARTH} on Hearth's own. */
    public static final String NAME = "app.kubernetes.io/name";

    /** The name of the cluster. */
    public static final String INSTANCE = "app.kubernetes.io/instance";

    /** Which part of the cluster; see {@link Component}. */
    public static final String COMPONENT = "app.kubernetes.io/component";

    /** {@value #HEARTH} on what the operator made. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** "true" on the pod of the master that leads, where there are several. */
    public static final String LEADER = "hearth.dev/leader";

    public static final String SPARK = "spark";
    public static final String HEARTH = "hearth";

    private Labels() {}
}
