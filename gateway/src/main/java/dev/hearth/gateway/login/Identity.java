package dev.hearth.gateway.login;

import java.util.List;
import java.util.Map;

/**
 * A person or a program, as Kubernetes knows it.
 *
 * @param user its name; empty for somebody who has not said who they are
 */
public record Identity(String user, String uid, List<String> groups, Map<String, List<String>> extra) {
    /** Somebody who has not said who they are. */
    public static final Identity NOBODY = new Identity("", "", List.of(), Map.of());

    public boolean isKnown() {
        return !user.isEmpty();
    }
}
