package dev.hearth.api;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** The parts of a cluster, in the words of the component label; each is also its main container's name. */
public enum Component {
    MASTER("master"),
    WORKER("worker"),
    DRIVER("driver"),
    HISTORY("history");

    private final String label;

    Component(String label) {
        this.label = label;
    }

    /** Whether an object says of itself that it is, or serves, this part. */
    public boolean isSaidOf(HasMetadata object) {
        var labels = object.getMetadata().getLabels();
        return labels != null && label.equals(labels.get(Labels.COMPONENT));
    }

    /** The value of {@link Labels#COMPONENT}. */
    public String label() {
        return label;
    }
}
