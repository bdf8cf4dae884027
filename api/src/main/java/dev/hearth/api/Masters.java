package dev.hearth.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import org.jspecify.annotations.Nullable;

/** The masters of a cluster. */
@ValidationRule(
        value = "self.memory.matches('^[1-9][0-9]{0,5}[mgt]$')",
        fieldPath = ".memory",
        message = "memory needs one of Spark's units m, g or t after at most six digits, for example 512m or 1g (not"
                + " 1Gi)")
@ValidationRule(
        value = "!self.memory.matches('^[0-9]{1,6}m$') || int(self.memory.replace('m', '')) >= 256",
        fieldPath = ".memory",
        message = "memory must be at least 256m: a master with less does not start, or ends before long")
@ValidationRule(
        value = "self.cores.matches('^([0-9]{1,6}m|[0-9]{1,4}([.][0-9]{1,3})?)$') && self.cores.matches('[1-9]')",
        fieldPath = ".cores",
        message = "cores must be more than 0: a number of CPUs or thousandths of one, for example 1, 0.5 or 100m")
public record Masters(
        @JsonPropertyDescription(
                "How many masters. One leads; the others are hot standbys, on other nodes where there are"
                        + " any, and one of them takes over within seconds, with all running applications, when the leader"
                        + " goes. A single master that dies is replaced at the same address and takes them up again, too; it"
                        + " only takes as long as a pod needs to start.")
        @Default("1")
        @Min(1)
        @Max(Masters.MOST)
        Integer replicas,

        @JsonPropertyDescription(
                "CPU cores that a master's pod reserves; a fraction such as 100m is enough for most. No"
                        + " limit is set, so a busy master may use more.")
        @Default("100m")
        @Size(max = 16)
        String cores,

        @JsonPropertyDescription(
                "Heap of the master's JVM in Spark's units (512m, 2g; at least 256m). The pod's memory request and limit"
                        + " are derived from it. 512m serves hundreds of workers and applications.")
        @Default("512m")
        @Size(max = 16)
        String memory,

        @JsonPropertyDescription(
                "Requests and limits of the master's container, replacing the derived ones key by key.")
        @Nullable
        ResourceRequirements resources,

        @JsonPropertyDescription("A pod template that is merged over the operator's own, as a strategic merge"
                + " patch is: name the container `master` to change it, add containers, volumes, node"
                + " selectors, tolerations, labels and so on. Fields: see `kubectl explain pod.spec`.")
        @Nullable
        PodTemplateSpec template) {

    /** More would add nothing but work: one leads, and two may fail at once. */
    public static final int MOST = 5;

    public Masters {
        replicas = replicas == null ? 1 : replicas;
        cores = cores == null ? "100m" : cores;
        memory = memory == null ? "512m" : memory;
    }

    // Null asks the compact constructor for its default, as Jackson does for an absent field.
    @SuppressWarnings("NullAway")
    static Masters defaults() {
        return new Masters(null, null, null, null, null);
    }
}
