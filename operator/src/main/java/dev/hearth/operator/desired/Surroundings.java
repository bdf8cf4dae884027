package dev.hearth.operator.desired;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Optional;

/**
 * What the objects of a cluster depend on besides its spec.
 *
 * @param authenticationSecret what masters, workers and drivers prove to each other that they belong together
 * @param defaultStorageClass whether a volume claim that names no storage class gets a volume here
 * @param historyClaim the claim that holds event logs of the cluster already, if there is one
 */
public record Surroundings(
        String authenticationSecret, boolean defaultStorageClass, Optional<PersistentVolumeClaim> historyClaim) {

    /** What is known where no Kubernetes was asked. */
    public static Surroundings unknown(String authenticationSecret) {
        return new Surroundings(authenticationSecret, false, Optional.empty());
    }
}
