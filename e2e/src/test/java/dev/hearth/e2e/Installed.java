package dev.hearth.e2e;

/** What there is one of for all tests, as names of JUnit's resource locks, and who comes first. */
final class Installed {
    /** The operator of {@link World}: for who would notice that it is away for seconds. */
    static final String OPERATOR = "dev.hearth.e2e.operator";

    /** The gateway of {@link World}. */
    static final String GATEWAY = "dev.hearth.e2e.gateway";

    /** The order of classes whose lock many others hold: while they run, there are still enough of those that need none. */
    static final int SCARCE = 1;

    /** The order of classes that take longest, which would end alone if they came late. */
    static final int LONG = 2;

    private Installed() {}
}
