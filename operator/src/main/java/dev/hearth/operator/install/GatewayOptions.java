package dev.hearth.operator.install;

/**
 * What is asked of the gateway of an installation.
 *
 * @param replicas how many; each answers everybody
 * @param basePath the path below which everything is, such as /spark; empty for none
 * @param anonymousRead whether who has not logged in may see everything, and change nothing
 */
public record GatewayOptions(int replicas, String basePath, boolean anonymousRead) {
    /** Two replicas, of which one may go at any time. */
    public static final GatewayOptions USUAL = new GatewayOptions(2, "", false);
}
