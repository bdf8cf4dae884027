package dev.hearth.operator.rollout;

import dev.hearth.operator.desired.Marks;
import dev.hearth.operator.desired.SparkVersion;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What a cluster should consist of right now, on its way to the desired state.
 *
 * <p>Masters come first: while their pods are being replaced, or the first of them fails, workers stay what they are. And a
 * cluster stays as it is altogether while its masters would lose the applications that run, because another minor version of
 * Spark can neither read what they remember nor work with the workers and drivers of the former.
 *
 * @param hold why the objects are not yet the desired ones, if they are not
 */
public record DueObjects(List<HasMetadata> objects, Optional<Hold> hold) {

    /**
     * Works out what is due.
     *
     * @param desired the desired state
     * @param masters the masters' controller as it is, if there is one
     * @param workers the workers' controller as it is, if there is one
     * @param applications asks how many applications run, empty while nobody can tell; only called if it matters
     */
    public static DueObjects of(
            List<HasMetadata> desired,
            Optional<StatefulSet> masters,
            Optional<Deployment> workers,
            Supplier<OptionalInt> applications) {
        if (masters.isEmpty()) {
            return new DueObjects(desired, Optional.empty());
        }
        var wanted = desired.stream()
                .filter(StatefulSet.class::isInstance)
                .map(StatefulSet.class::cast)
                .findFirst()
                .orElseThrow();
        var hold = forApplications(wanted, masters.get(), applications);
        if (hold.isPresent()) {
            return new DueObjects(
                    desired.stream()
                            .map(object -> object instanceof StatefulSet set ? asItIs(set, masters.get()) : object)
                            .map(object -> asItIs(object, workers))
                            .toList(),
                    hold);
        }
        var behind = desired.stream().map(object -> asItIs(object, workers)).toList();
        return behind.equals(desired) || haveTaken(masters.get(), wanted)
                ? new DueObjects(desired, Optional.empty())
                : new DueObjects(behind, Optional.of(Hold.MASTERS_FIRST));
    }

    private static Optional<Hold> forApplications(
            StatefulSet wanted, StatefulSet masters, Supplier<OptionalInt> applications) {
        var from = Marks.sparkVersion(masters);
        var to = Marks.sparkVersion(wanted).orElseThrow();
        var mixes = from.isEmpty() || SparkVersion.parse(from.get()).equals(SparkVersion.parse(to));
        // Whoever suspends the cluster has decided that its applications end.
        if (mixes || wanted.getSpec().getReplicas() == 0) {
            return Optional.empty();
        }
        var running = applications.get();
        return running.equals(OptionalInt.of(0))
                ? Optional.empty()
                : Optional.of(Hold.forApplications(running, from.get(), to));
    }

    /** Whether the masters that there are have the wanted template, and are all ready with it. */
    private static boolean haveTaken(StatefulSet masters, StatefulSet wanted) {
        var status = masters.getStatus();
        return Marks.template(masters).equals(Marks.template(wanted))
                && status != null
                && Objects.equals(
                        status.getObservedGeneration(), masters.getMetadata().getGeneration())
                && Objects.equals(status.getCurrentRevision(), status.getUpdateRevision());
    }

    private static HasMetadata asItIs(StatefulSet wanted, StatefulSet masters) {
        return new StatefulSetBuilder(wanted)
                .editMetadata()
                .addToAnnotations(Marks.of(masters))
                .endMetadata()
                .editSpec()
                // Further ones would be made of a template that knows nothing of standbys.
                .withReplicas(Math.min(
                        wanted.getSpec().getReplicas(), masters.getSpec().getReplicas()))
                .withTemplate(masters.getSpec().getTemplate())
                .endSpec()
                .build();
    }

    private static HasMetadata asItIs(HasMetadata wanted, Optional<Deployment> workers) {
        return wanted instanceof Deployment deployment
                ? workers.filter(it -> it.getMetadata()
                                .getName()
                                .equals(deployment.getMetadata().getName()))
                        // Of the same template, Kubernetes' own form of it would only be written back and forth.
                        .filter(it -> !Marks.template(it).equals(Marks.template(deployment)))
                        .<HasMetadata>map(it -> new DeploymentBuilder(deployment)
                                .editMetadata()
                                .addToAnnotations(Marks.of(it))
                                .endMetadata()
                                .editSpec()
                                .withTemplate(it.getSpec().getTemplate())
                                .endSpec()
                                .build())
                        .orElse(deployment)
                : wanted;
    }
}
