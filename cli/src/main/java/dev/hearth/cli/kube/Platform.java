package dev.hearth.cli.kube;

/** What kind of Kubernetes it is, which decides how an image gets onto its nodes. */
public sealed interface Platform {
    /** The node that Hearth itself runs on this machine. */
    record Embedded() implements Platform {}

    /** A cluster of minikube. */
    record Minikube(String profile) implements Platform {}

    /** A cluster of kind. */
    record Kind(String name) implements Platform {}

    /** Any other: its images come from a registry. */
    record Remote() implements Platform {}

    /** Whether an image can be put there straight from this machine. */
    default boolean takesArchives() {
        return !(this instanceof Remote);
    }
}
