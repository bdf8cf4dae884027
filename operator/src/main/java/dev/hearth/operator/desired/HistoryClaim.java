package dev.hearth.operator.desired;

import static dev.hearth.api.Component.HISTORY;

import dev.hearth.api.History;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The volume claim of event logs. Kubernetes lets it only grow, so a claim that exists keeps all else that it has. */
public final class HistoryClaim {
    private HistoryClaim() {}

    static PersistentVolumeClaim of(SparkCluster cluster, Optional<PersistentVolumeClaim> existing) {
        var names = Names.of(cluster);
        var history = cluster.specOrDefaults().history();
        return new PersistentVolumeClaimBuilder()
                .withMetadata(DesiredState.metadata(cluster, names.history(), names.labels(HISTORY)))
                .withNewSpec()
                .withAccessModes(existing.map(claim -> claim.getSpec().getAccessModes())
                        .orElse(List.of(history.accessMode().name())))
                .withStorageClassName(existing.map(claim -> claim.getSpec().getStorageClassName())
                        .orElse(history.storageClassName()))
                .withNewResources()
                .addToRequests("storage", size(history, existing))
                .endResources()
                .endSpec()
                .build();
    }

    private static Quantity size(History history, Optional<PersistentVolumeClaim> existing) {
        var wanted = Quantity.parse(history.size());
        return existing.map(HistoryClaim::size)
                .filter(size -> isMore(size, wanted))
                .orElse(wanted);
    }

    /** The size that a claim asks for. */
    private static Quantity size(PersistentVolumeClaim claim) {
        return Objects.requireNonNull(
                claim.getSpec().getResources().getRequests().get("storage"));
    }

    private static boolean isMore(Quantity one, Quantity other) {
        return one.getNumericalAmount().compareTo(other.getNumericalAmount()) > 0;
    }

    /** Who may use a claim at a time. */
    public static History.AccessMode accessMode(PersistentVolumeClaim claim) {
        return claim.getSpec().getAccessModes().contains(History.AccessMode.ReadWriteMany.name())
                ? History.AccessMode.ReadWriteMany
                : History.AccessMode.ReadWriteOnce;
    }

    /** What a spec asks of a claim that exists and that it cannot have any more, for people. */
    public static List<String> unfulfilled(History history, PersistentVolumeClaim claim) {
        var words = new ArrayList<String>();
        if (isMore(size(claim), Quantity.parse(history.size()))) {
            words.add("size " + history.size() + ", since it has " + size(claim) + " and no claim shrinks");
        }
        if (!accessMode(claim).equals(history.accessMode())) {
            words.add("accessMode " + history.accessMode() + ", since it was made with " + accessMode(claim));
        }
        if (history.storageClassName() != null
                && !history.storageClassName().equals(claim.getSpec().getStorageClassName())) {
            words.add("storageClassName " + history.storageClassName() + ", since it was made with "
                    + claim.getSpec().getStorageClassName());
        }
        return List.copyOf(words);
    }
}
