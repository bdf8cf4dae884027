package dev.hearth.node;

/** Says in words for the user what went wrong with the embedded node and what to do next. */
public final class NodeException extends RuntimeException {

    /** Creates a failure whose message says what happened and what to do. */
    public NodeException(String message) {
        super(message);
    }

    /** Creates a failure with what caused it. */
    public NodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
