package dev.hearth.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person wants. Every field has a default: {@code spec: {}} is a valid cluster. */
@ValidationRule(
        value = "self.sparkVersion.matches('^[0-9]{1,3}[.][0-9]{1,3}[.][0-9]{1,3}([-.][0-9A-Za-z.-]+)?$')",
        fieldPath = ".sparkVersion",
        message = "sparkVersion must be a full version of Spark, for example 4.3.0")
@ValidationRule(
        value = "!has(self.image) || !self.image.matches(':v?3[.]') || self.sparkVersion.startsWith('3.')",
        fieldPath = ".sparkVersion",
        message = "the tag of the image says Spark 3: set sparkVersion to the same version, since a master of Spark 3"
                + " is started in another way than the default version's")
@ValidationRule(
        value = "!has(self.env) || self.env.all(variable, has(variable.name) && variable.name != '')",
        fieldPath = ".env",
        message = "every variable needs a name")
@ValidationRule(
        value = "!has(self.sparkConf) || !('spark.master' in self.sparkConf)",
        fieldPath = ".sparkConf",
        message = "spark.master must not be in sparkConf: the operator sets it to this cluster's own master"
                + " (spark://NAME-master:7077); remove the line")
@ValidationRule(
        value =
                "self.masters.replicas == 1 || !has(self.sparkConf) || !('spark.deploy.recoveryMode' in self.sparkConf)",
        fieldPath = ".masters.replicas",
        message =
                "several masters need Hearth's own election: remove spark.deploy.recoveryMode from sparkConf, or ask for"
                        + " one master")
@ValidationRule(
        value = "!has(self.sparkConf) || !self.sparkConf.exists(k, k in ['spark.master.port', 'spark.master.ui.port',"
                + " 'spark.master.rest.port', 'spark.worker.port', 'spark.worker.ui.port',"
                + " 'spark.history.ui.port'])",
        fieldPath = ".sparkConf",
        message = "spark.master.port, spark.master.ui.port, spark.master.rest.port, spark.worker.port,"
                + " spark.worker.ui.port and spark.history.ui.port must not be in sparkConf: the cluster's Services,"
                + " probes and network policy rely on 7077, 8080, 6066, 7078, 8081 and 18080; for another port make a"
                + " Service of your own with"
                + " targetPort 7077 or 8080")
@ValidationRule(
        value = "!has(self.sparkConf) || self.sparkConf.all(k, k.matches('^[A-Za-z0-9._-]+$'))",
        fieldPath = ".sparkConf",
        message = "a key of sparkConf may hold only letters, digits, '.', '_' and '-'")
@ValidationRule(
        value = "!has(self.sparkConf) || self.sparkConf.all(k, k.startsWith('spark.'))",
        fieldPath = ".sparkConf",
        message =
                "every key of sparkConf must start with 'spark.', since Spark ignores all others; for Hadoop's settings"
                        + " write spark.hadoop.KEY")
public record SparkClusterSpec(
        @JsonPropertyDescription(
                "The version of Spark that the cluster runs, for example 4.3.0. It selects Hearth's own"
                        + " image hearth/spark:VERSION unless `image` names another, and it tells the operator what the"
                        + " image can do, so set it too when you bring your own image.")
        @Default("4.3.0")
        @Size(max = 32)
        String sparkVersion,

        @JsonPropertyDescription("Any Spark image, for example apache/spark:4.1.0. It needs bash and Spark below"
                + " $SPARK_HOME or /opt/spark. Default: hearth/spark:<sparkVersion>.")
        @Nullable
        String image,

        @JsonPropertyDescription("When the kubelet pulls the image: Always, IfNotPresent or Never. Default: Kubernetes'"
                + " own rule (Always for the tag `latest`, otherwise IfNotPresent).")
        @Nullable
        ImagePullPolicy imagePullPolicy,

        @JsonPropertyDescription(
                "Names of Secrets in the cluster's namespace that hold registry credentials for the image.")
        List<LocalObjectReference> imagePullSecrets,

        @JsonPropertyDescription("The Spark masters, which hand out cores to applications.") @Default("{}")
        Masters masters,

        @JsonPropertyDescription("The Spark workers, which run the executors of applications.") @Default("{}")
        Workers workers,

        @JsonPropertyDescription(
                "Spark settings (spark-defaults.conf) of the masters, the workers and of every application"
                        + " that starts in the cluster. A setting here wins over what the operator would choose. A change"
                        + " restarts only the pods that read the changed setting at start: settings of applications"
                        + " (spark.sql.*, spark.executor.*, spark.driver.* and the like) restart none.")
        Map<String, String> sparkConf,

        @JsonPropertyDescription(
                "Environment variables of every master, worker and driver container, including those from"
                        + " ConfigMaps and Secrets.")
        List<EnvVar> env,

        @JsonPropertyDescription(
                "An existing service account for the pods. Default: the operator makes NAME-spark, which"
                        + " has no rights and no token is mounted.")
        @Nullable
        String serviceAccount,

        @JsonPropertyDescription("Whether a NetworkPolicy protects the cluster's ports, and whom it admits besides the"
                + " cluster's own pods, the operator and the gateway.")
        @Default("{}")
        NetworkAccess network,

        @JsonPropertyDescription(
                "Finished applications: where their event logs are kept, and the history server that" + " shows them.")
        @Default("{}")
        History history,

        @JsonPropertyDescription(
                "true removes the cluster's pods and keeps the object and its configuration; false brings"
                        + " them back. Applications that run at that moment end. Only the history server stays, so that"
                        + " finished applications can be read.")
        @Default("false")
        Boolean suspend) {

    /** The version of Spark that a cluster runs when it does not say. */
    public static final String DEFAULT_SPARK_VERSION = "4.3.0";

    public SparkClusterSpec {
        image = image == null || image.isBlank() ? null : image;
        serviceAccount = serviceAccount == null || serviceAccount.isBlank() ? null : serviceAccount;
        sparkVersion = sparkVersion == null ? DEFAULT_SPARK_VERSION : sparkVersion;
        imagePullSecrets = imagePullSecrets == null ? List.of() : List.copyOf(imagePullSecrets);
        masters = masters == null ? Masters.defaults() : masters;
        workers = workers == null ? Workers.defaults() : workers;
        sparkConf = sparkConf == null ? Map.of() : Map.copyOf(sparkConf);
        env = env == null ? List.of() : List.copyOf(env);
        network = network == null ? NetworkAccess.defaults() : network;
        history = history == null ? History.defaults() : history;
        suspend = suspend != null && suspend;
    }

    /** The spec of a cluster that asks for nothing in particular. */
    // Null asks the compact constructor for its default, as Jackson does for an absent field.
    @SuppressWarnings("NullAway")
    public static SparkClusterSpec defaults() {
        return new SparkClusterSpec(null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** The same with other settings. */
    public SparkClusterSpec withSparkConf(Map<String, String> settings) {
        return new SparkClusterSpec(
                sparkVersion,
                image,
                imagePullPolicy,
                imagePullSecrets,
                masters,
                workers,
                settings,
                env,
                serviceAccount,
                network,
                history,
                suspend);
    }

    /** The image that every Spark container of the cluster runs. */
    public String imageOrDefault() {
        return image == null ? "hearth/spark:" + sparkVersion : image;
    }

    /** When the kubelet pulls an image, in Kubernetes' words. */
    public enum ImagePullPolicy {
        Always,
        IfNotPresent,
        Never
    }
}
