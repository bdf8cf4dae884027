package dev.hearth.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import org.jspecify.annotations.Nullable;

/** The workers of a cluster: each is one pod that offers cores and memory to executors. */
@ValidationRule(
        value = "self.memory.matches('^[1-9][0-9]{0,5}[mgt]$')",
        fieldPath = ".memory",
        message = "memory needs one of Spark's units m, g or t after at most six digits, for example 4g (not 4, 4G or"
                + " 4Gi)")
@ValidationRule(
        value = "!self.memory.matches('^[0-9]{1,6}m$') || int(self.memory.replace('m', '')) >= 512",
        fieldPath = ".memory",
        message = "memory must be at least 512m: Spark refuses to start an executor with less")
@ValidationRule(
        value = "self.drainTimeout.matches('^(0|[1-9][0-9]{0,4})[smh]$')",
        fieldPath = ".drainTimeout",
        message = "drainTimeout needs one of the units s, m or h after at most five digits, for example 10m; 0s lets"
                + " workers go at once")
public record Workers(
        @JsonPropertyDescription(
                "How many workers. `kubectl scale sparkcluster/NAME --replicas=N`, HorizontalPodAutoscaler"
                        + " and KEDA set this field. 0 is allowed: the master then waits with no worker.")
        @Default("2")
        @Min(0)
        @Max(10000)
        @SpecReplicas
        Integer replicas,

        @JsonPropertyDescription(
                "Task slots that a worker offers (Spark's SPARK_WORKER_CORES). The pod reserves half a CPU"
                        + " for each and may use more while the node has it; reserve exactly what you want with"
                        + " resources.requests.cpu.")
        @Default("1")
        @Min(1)
        @Max(1024)
        Integer cores,

        @JsonPropertyDescription(
                "Memory that a worker offers to executors, in Spark's units (4g, 2048m; at least 512m). The"
                        + " pod gets more, namely the worker's own JVM and the executors' overhead outside their heap"
                        + " (Python processes, network buffers): 1.4 times this plus 512 MiB, unless `resources` says"
                        + " otherwise.")
        @Default("1g")
        @Size(max = 16)
        String memory,

        @JsonPropertyDescription(
                "How long a worker that leaves may take, in s, m or h. It takes no new executors, its running"
                        + " tasks finish, its cached and shuffled data move to other executors, and its pod goes when it is"
                        + " empty or after this time. It holds whatever makes a worker leave: a smaller `replicas`, a new"
                        + " spec, `hearth drain`, a drained node, a deleted pod. 0s: at once, which costs the running tasks.")
        @Default("10m")
        @Size(max = 8)
        String drainTimeout,

        @JsonPropertyDescription(
                "Requests and limits of the worker's container, replacing the derived ones key by key.")
        @Nullable
        ResourceRequirements resources,

        @JsonPropertyDescription("A pod template that is merged over the operator's own, as a strategic merge"
                + " patch is: name the container `worker` to change it, add containers, volumes, node"
                + " selectors, tolerations, labels and so on. Fields: see `kubectl explain pod.spec`.")
        @Nullable
        PodTemplateSpec template) {

    public Workers {
        replicas = replicas == null ? 2 : replicas;
        cores = cores == null ? 1 : cores;
        memory = memory == null ? "1g" : memory;
        drainTimeout = drainTimeout == null ? "10m" : drainTimeout;
    }

    /** {@link #drainTimeout()} in seconds. */
    public long drainSeconds() {
        var unit = drainTimeout.charAt(drainTimeout.length() - 1);
        var count = Long.parseLong(drainTimeout.substring(0, drainTimeout.length() - 1));
        return switch (unit) {
            case 'h' -> count * 3600;
            case 'm' -> count * 60;
            default -> count;
        };
    }

    // Null asks the compact constructor for its default, as Jackson does for an absent field.
    @SuppressWarnings("NullAway")
    static Workers defaults() {
        return new Workers(null, null, null, null, null, null);
    }
}
