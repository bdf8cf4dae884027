package dev.hearth.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import org.jspecify.annotations.Nullable;

/** Finished applications: where their event logs are kept, and the server that shows them. */
@ValidationRule(
        value = "!has(self.location) || self.location.matches('^[a-zA-Z][a-zA-Z0-9+.-]*://?[^ ]+$')",
        fieldPath = ".location",
        message = "location must be a Hadoop path with its scheme, for example s3a://bucket/spark-events")
@ValidationRule(
        value = "!has(self.location) || !self.location.matches('^(?i:file):')",
        fieldPath = ".location",
        message = "location must be a place that all pods share, such as s3a://bucket/spark-events; a folder of one pod"
                + " is none: leave location out to have the event logs on a volume claim")
@ValidationRule(
        value = "!has(self.location) || !has(self.storageClassName)",
        fieldPath = ".location",
        message = "give location or storageClassName, not both: with a location no volume claim is made")
@ValidationRule(
        value = "isQuantity(self.size) && quantity(self.size).isGreaterThan(quantity('0'))",
        fieldPath = ".size",
        message = "size must be a Kubernetes quantity of more than 0, for example 10Gi")
@ValidationRule(
        value = "self.retention.matches('^[1-9][0-9]{0,5}(m|min|h|d)$')",
        fieldPath = ".retention",
        message = "retention needs one of Spark's units min, h or d after at most six digits, for example 30d or 12h")
@ValidationRule(
        value = "self.memory.matches('^[1-9][0-9]{0,5}[mgt]$')",
        fieldPath = ".memory",
        message = "memory needs one of Spark's units m, g or t after at most six digits, for example 512m or 1g (not"
                + " 1Gi)")
@ValidationRule(
        value = "!self.memory.matches('^[0-9]{1,6}m$') || int(self.memory.replace('m', '')) >= 256",
        fieldPath = ".memory",
        message = "memory must be at least 256m: a history server with less does not start, or ends before long")
public record History(
        @JsonPropertyDescription(
                "Whether applications leave event logs and a history server shows them. Unset: yes where"
                        + " there is a place for them, which is a `location`, a `storageClassName`, an earlier claim of this"
                        + " cluster or a default storage class of this Kubernetes (which an operator confined to namespaces cannot"
                        + " see); no if sparkConf says itself where event logs go. true: yes, and the condition HistoryAvailable"
                        + " says what is missing. false: no; the claim with earlier logs stays until the cluster is deleted. The"
                        + " server also runs while the cluster is suspended.")
        @Nullable
        Boolean enabled,

        @JsonPropertyDescription("A folder, which must exist, as any Hadoop path that the image can open, for example"
                + " s3a://bucket/spark-events; credentials belong into sparkConf (spark.hadoop.fs.s3a.*). No volume claim"
                + " is made then, and drivers are free to run on any node. Default: the volume claim NAME-history, which is"
                + " deleted with the cluster.")
        @Nullable
        @Size(max = 1024)
        String location,

        @JsonPropertyDescription("Size of the volume claim, as a Kubernetes quantity. It can grow later if the storage"
                + " class allows it (allowVolumeExpansion), and not shrink.")
        @Default("10Gi")
        @Size(max = 32)
        String size,

        @JsonPropertyDescription(
                "The storage class of the volume claim. Default: the default class of this Kubernetes. A"
                        + " claim that exists keeps its class.")
        @Nullable
        @Size(max = 253)
        String storageClassName,

        @JsonPropertyDescription("ReadWriteOnce: every storage class has it, but one node at a time uses the volume, so"
                + " drivers run on the node of the history server, and applications that are started in a master's pod"
                + " leave their logs there, to go with the pod. ReadWriteMany (NFS, CephFS and the like): masters and"
                + " drivers on any node write to the volume. A claim that exists keeps its mode.")
        @Default("ReadWriteOnce")
        AccessMode accessMode,

        @JsonPropertyDescription("How long event logs are kept after the last change to them, in Spark's units (12h,"
                + " 30d). The history server deletes older ones once an hour.")
        @Default("30d")
        @Size(max = 16)
        String retention,

        @JsonPropertyDescription(
                "Heap of the history server's JVM in Spark's units (512m, 2g; at least 256m). Applications with very many"
                        + " tasks need more. The pod's memory request and limit are derived from it.")
        @Default("512m")
        @Size(max = 16)
        String memory,

        @JsonPropertyDescription(
                "Requests and limits of the history server's container, replacing the derived ones key by key.")
        @Nullable
        ResourceRequirements resources) {

    public History {
        location = location == null || location.isBlank() ? null : location;
        size = size == null ? "10Gi" : size;
        storageClassName = storageClassName == null || storageClassName.isBlank() ? null : storageClassName;
        accessMode = accessMode == null ? AccessMode.ReadWriteOnce : accessMode;
        retention = retention == null ? "30d" : retention;
        memory = memory == null ? "512m" : memory;
    }

    // Null asks the compact constructor for its default, as Jackson does for an absent field.
    @SuppressWarnings("NullAway")
    static History defaults() {
        return new History(null, null, null, null, null, null, null, null);
    }

    /** Who may use a volume at a time, in Kubernetes' words. */
    public enum AccessMode {
        /** The pods of one node. */
        ReadWriteOnce,

        /** The pods of all nodes. */
        ReadWriteMany
    }
}
