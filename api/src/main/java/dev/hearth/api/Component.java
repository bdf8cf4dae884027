package dev.hearth.api;

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

    /** The value of {@link Labels#COMPONENT}. */
    public String label() {
        return label;
    }
}
