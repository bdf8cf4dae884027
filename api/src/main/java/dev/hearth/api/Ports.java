package dev.hearth.api;

/** The ports that the parts of a cluster listen on. */
public final class Ports {
    public static final int MASTER = 7077;
    public static final int MASTER_UI = 8080;
    public static final int MASTER_REST = 6066;
    public static final int WORKER = 7078;
    public static final int WORKER_UI = 8081;

    /** The first driver in a pod; each further one takes the next port, up to {@link #LAST_DRIVER_UI}. */
    public static final int DRIVER_UI = 4040;

    /** Drivers beyond this port have a page that nobody outside of the pod reaches. */
    public static final int LAST_DRIVER_UI = 4055;

    public static final int HISTORY_UI = 18080;

    private Ports() {}
}
