package dev.hearth.gateway.login;

/** What somebody may do with a cluster, in Kubernetes' words. */
public enum Permission {
    GET,
    UPDATE;

    public String verb() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
