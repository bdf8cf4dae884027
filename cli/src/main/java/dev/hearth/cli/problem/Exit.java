package dev.hearth.cli.problem;

/** The exit codes of every command; a contract with people's scripts. */
public enum Exit {
    DONE(0),
    FAILED(1),
    USAGE(2),
    TIMED_OUT(3);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
