package dev.hearth.operator.desired;

import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.Optional;

/**
 * Where the applications of a cluster leave their event logs.
 *
 * @param folder a Hadoop path with its scheme
 * @param onClaim whether the folder is the cluster's own volume claim
 */
public record EventLogs(String folder, boolean onClaim) {
    static final String FOLDER_SETTING = "spark.eventLog.dir";
    static final String SWITCH_SETTING = "spark.eventLog.enabled";

    /** Where the claim is mounted. Spark starts no application without the folder, so it is in every pod. */
    static final String MOUNT_PATH = PodParts.HOME + "/events";

    private static final String VOLUME = "events";

    /** Where event logs go, if they are kept. A user's own settings of Spark win, and mean that the user sees to it. */
    public static Optional<EventLogs> of(SparkCluster cluster, Surroundings surroundings) {
        var history = cluster.specOrDefaults().history();
        var wanted = history.enabled() == null ? isAutomatic(cluster, surroundings) : history.enabled();
        if (!wanted) {
            return Optional.empty();
        }
        return Optional.ofNullable(cluster.specOrDefaults().sparkConf().get(FOLDER_SETTING))
                .or(() -> Optional.ofNullable(history.location()))
                .map(folder -> new EventLogs(folder, false))
                .or(() -> Optional.of(new EventLogs("file://" + MOUNT_PATH, true)));
    }

    private static boolean isAutomatic(SparkCluster cluster, Surroundings surroundings) {
        var history = cluster.specOrDefaults().history();
        var settings = cluster.specOrDefaults().sparkConf();
        if (settings.containsKey(FOLDER_SETTING) || "false".equals(settings.get(SWITCH_SETTING))) {
            return false;
        }
        return history.location() != null
                || history.storageClassName() != null
                || surroundings.historyClaim().isPresent()
                || surroundings.defaultStorageClass();
    }

    /** Puts the volume of the claim where event logs are written. */
    static VolumeMount mount() {
        return new VolumeMountBuilder()
                .withName(VOLUME)
                .withMountPath(MOUNT_PATH)
                .build();
    }

    static Volume volume(String claim) {
        return new VolumeBuilder()
                .withName(VOLUME)
                .withNewPersistentVolumeClaim()
                .withClaimName(claim)
                .endPersistentVolumeClaim()
                .build();
    }

    /** A folder that goes with its pod. */
    static Volume passingVolume() {
        return PodParts.emptyDir(VOLUME);
    }
}
