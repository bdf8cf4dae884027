package dev.hearth.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.hearth.api.History.AccessMode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the operator last observed of a cluster. Nothing here is assumed: it comes from the pods and the master. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SparkClusterStatus(
        @JsonPropertyDescription("The metadata.generation of the spec that this status describes.") @Nullable
        Long observedGeneration,

        @JsonPropertyDescription("Ready: the master answers and every wanted worker is registered and alive."
                + " MasterAvailable: a master leads and answers. WorkersAvailable: as many workers are alive as"
                + " wanted. Progressing: a change is under way. Degraded: something needs a person. HistoryAvailable:"
                + " event logs are kept and the history server answers; Ready does not depend on it.")
        List<Condition> conditions,

        @JsonPropertyDescription("The pod of the leading master; absent while none answers.") @Nullable
        String leader,

        @JsonPropertyDescription("The address for applications inside the cluster's namespace.") @Nullable
        String masterUrl,

        @JsonPropertyDescription(
                "The master's web page, reachable from inside Kubernetes; `hearth ui NAME` brings it to"
                        + " your browser.")
        @Nullable
        String uiUrl,

        @JsonPropertyDescription("Masters wanted and ready: the leader and its standbys.") @Nullable
        MasterCount masters,

        @JsonPropertyDescription("Workers wanted, existing and registered.") @Nullable
        WorkerCount workers,

        @JsonPropertyDescription("Cores that all registered workers offer, and those in use by executors.") @Nullable
        Usage cores,

        @JsonPropertyDescription("Memory in MiB that all registered workers offer, and what executors hold of it.")
        @Nullable
        Usage memoryMiB,

        @JsonPropertyDescription("Applications as the master counts them.") @Nullable
        ApplicationCount applications,

        @JsonPropertyDescription("The registered workers, one entry each; at most 100 are listed.") @Nullable
        List<WorkerStatus> workerList,

        @JsonPropertyDescription("The applications that run or wait; at most 100 are listed.") @Nullable
        List<ApplicationStatus> applicationList,

        @JsonPropertyDescription("Where finished applications are; absent while event logs are not kept.") @Nullable
        HistoryStatus history) {

    public SparkClusterStatus {
        conditions = conditions == null ? List.of() : List.copyOf(conditions);
    }

    /** The status of a cluster of which nothing has been observed. */
    public static SparkClusterStatus unknown() {
        return new SparkClusterStatus(
                null, List.of(), null, null, null, null, null, null, null, null, null, null, null);
    }

    /** The same status with other conditions, which describe the spec of the given generation. */
    public SparkClusterStatus withConditions(@Nullable Long generation, List<Condition> conditions) {
        return new SparkClusterStatus(
                generation,
                conditions,
                leader,
                masterUrl,
                uiUrl,
                masters,
                workers,
                cores,
                memoryMiB,
                applications,
                workerList,
                applicationList,
                history);
    }

    /** How many masters there are. */
    public record MasterCount(
            @JsonPropertyDescription("Masters that the spec wants; 0 while suspended.")
            Integer desired,

            @JsonPropertyDescription("Masters whose pods are ready: one of them leads, if any does.")
            Integer ready,

            @JsonPropertyDescription("ready/desired, for people.")
            String summary) {}

    /** How many workers there are, at each step from wanted to usable. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WorkerCount(
            @JsonPropertyDescription("Workers that the spec wants; 0 while suspended.")
            Integer desired,

            @JsonPropertyDescription("Worker pods that exist.") @StatusReplicas
            Integer replicas,

            @JsonPropertyDescription("Workers that the master reports ALIVE.")
            Integer alive,

            @JsonPropertyDescription("Workers on their way out: they take no new executors, and each goes when it is"
                    + " empty or its drainTimeout is over.")
            @Nullable
            Integer leaving,

            @JsonPropertyDescription("alive/desired, for people.")
            String summary,

            @JsonPropertyDescription("Selects the worker pods, for autoscalers.") @LabelSelector
            String selector) {}

    /** An amount in use out of a total. */
    public record Usage(
            @JsonPropertyDescription("In use by executors.") Long used,

            @JsonPropertyDescription("Offered by all alive workers.")
            Long total,

            @JsonPropertyDescription("used/total, for people.")
            String summary) {
        public static Usage of(long used, long total) {
            return new Usage(used, total, used + "/" + total);
        }
    }

    /** How many applications there are in each state. */
    public record ApplicationCount(
            @JsonPropertyDescription("Applications that hold cores.")
            Integer running,

            @JsonPropertyDescription("Applications that wait for cores or are idle.")
            Integer waiting,

            @JsonPropertyDescription("Applications that ended since this master started.")
            Integer completed) {}

    /** One worker as the master reports it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WorkerStatus(
            @JsonPropertyDescription("The worker's pod; absent if no pod has the worker's address any more.") @Nullable
            String pod,

            @JsonPropertyDescription("ALIVE, DEAD, DECOMMISSIONED or UNKNOWN, in Spark's words.")
            String state,

            @JsonPropertyDescription("Cores that the worker offers.")
            Integer cores,

            @JsonPropertyDescription("Cores in use by executors.")
            Integer coresUsed,

            @JsonPropertyDescription("Memory in MiB that the worker offers.")
            Long memoryMiB,

            @JsonPropertyDescription("Memory in MiB that executors hold.")
            Long memoryUsedMiB) {}

    /** One application as the master reports it. */
    public record ApplicationStatus(
            @JsonPropertyDescription("Spark's identifier, for example app-20261122203000-0001.")
            String id,

            @JsonPropertyDescription("The name that the application gave itself.")
            String name,

            @JsonPropertyDescription("RUNNING, WAITING or another of Spark's states.")
            String state,

            @JsonPropertyDescription("Cores granted to the application.")
            Integer cores,

            @JsonPropertyDescription("When the application registered, RFC 3339.")
            String startTime) {}

    /** Where event logs go, and whether the history server shows them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record HistoryStatus(
            @JsonPropertyDescription("The folder that applications write their event logs to.")
            String eventLogs,

            @JsonPropertyDescription(
                    "The volume claim that drivers mount at that folder. Absent with a location, and while"
                            + " no pod can use the claim; the logs of drivers that start then go with their pods.")
            @Nullable
            String claim,

            @JsonPropertyDescription("The access mode of the claim; a ReadWriteOnce one is used by one node at a time.")
            @Nullable
            AccessMode accessMode,

            @JsonPropertyDescription("Whether the history server answers.")
            Boolean ready) {}
}
