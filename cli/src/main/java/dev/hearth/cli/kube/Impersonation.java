package dev.hearth.cli.kube;

import io.fabric8.kubernetes.client.Config;
import java.util.List;
import java.util.Map;

/** Whom a user acts as: {@code as}, {@code as-groups} and {@code as-user-extra} of a kubeconfig. */
record Impersonation(String user, List<String> groups, Map<String, List<String>> extra) {

    /** The client reads everything else of a kubeconfig by itself, but not this. */
    void applyTo(Config config) {
        config.setImpersonateUsername(user);
        config.setImpersonateGroups(groups.toArray(String[]::new));
        config.setImpersonateExtras(extra);
    }
}
