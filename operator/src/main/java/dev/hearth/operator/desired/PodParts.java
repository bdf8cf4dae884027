package dev.hearth.operator.desired;

import dev.hearth.api.Component;
import dev.hearth.api.SparkCluster;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every Spark pod of a cluster has in common, whatever its part: user, folders, configuration, environment. */
final class PodParts {
    static final String DEFAULTS_FILE = "spark-defaults.conf";
    static final String DRIVER_LOG_FILE = "driver-log4j2.properties";

    /** The one folder, besides /tmp, that a Spark process may write to. */
    static final String HOME = "/var/lib/spark";

    static final String CONFIGURATION_FOLDER = "/etc/spark/conf";

    private static final Set<String> DAEMON_OPTIONS =
            Set.of("SPARK_MASTER_OPTS", "SPARK_WORKER_OPTS", "SPARK_HISTORY_OPTS");

    /** The user of Apache's own images and of ours. */
    private static final long SPARK_USER = 185L;

    private PodParts() {}

    /** A pod spec that satisfies the restricted pod security standard, still without its container. */
    static PodSpecBuilder pod(SparkCluster cluster) {
        var names = Names.of(cluster);
        var spec = cluster.specOrDefaults();
        return new PodSpecBuilder()
                .withServiceAccountName(Objects.requireNonNullElseGet(spec.serviceAccount(), names::serviceAccount))
                .withAutomountServiceAccountToken(false)
                // A Service named spark-master would otherwise set SPARK_MASTER_PORT=tcp://..., which Spark cannot
                // read.
                .withEnableServiceLinks(false)
                .withImagePullSecrets(spec.imagePullSecrets())
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(SPARK_USER)
                .withRunAsGroup(SPARK_USER)
                .withFsGroup(SPARK_USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withVolumes(
                        new VolumeBuilder()
                                .withName("conf")
                                .withNewSecret()
                                .withSecretName(names.configuration())
                                .addNewItem(DEFAULTS_FILE, null, DEFAULTS_FILE)
                                .addNewItem(DRIVER_LOG_FILE, null, DRIVER_LOG_FILE)
                                .endSecret()
                                .build(),
                        emptyDir("home"),
                        emptyDir("tmp"));
    }

    /**
     * The pod spec of a driver, which is computing like the workers and goes where they may go: it takes where their
     * template puts pods, and nothing else of it.
     */
    static PodSpecBuilder driverPod(SparkCluster cluster) {
        var pod = pod(cluster);
        var template = cluster.specOrDefaults().workers().template();
        if (template == null || template.getSpec() == null) {
            return pod;
        }
        var workers = template.getSpec();
        return pod.withNodeSelector(workers.getNodeSelector())
                .withTolerations(workers.getTolerations())
                .withAffinity(workers.getAffinity())
                .withPriorityClassName(workers.getPriorityClassName())
                .withSchedulerName(workers.getSchedulerName())
                .withImagePullSecrets(Stream.concat(
                                cluster.specOrDefaults().imagePullSecrets().stream(),
                                workers.getImagePullSecrets().stream())
                        .distinct()
                        .toList());
    }

    /** The container of a part: image, folders and environment are set, command, ports, probes and resources are not. */
    static ContainerBuilder container(SparkCluster cluster, Component component, List<EnvVar> environment) {
        var spec = cluster.specOrDefaults();
        var policy = spec.imagePullPolicy();
        return new ContainerBuilder()
                .withName(component.label())
                .withImage(spec.imageOrDefault())
                .withImagePullPolicy(policy == null ? null : policy.name())
                .withEnv(environment(spec.env(), environment))
                .withVolumeMounts(
                        new VolumeMountBuilder()
                                .withName("conf")
                                .withMountPath(CONFIGURATION_FOLDER)
                                .withReadOnly(true)
                                .build(),
                        new VolumeMountBuilder()
                                .withName("home")
                                .withMountPath(HOME)
                                .build(),
                        new VolumeMountBuilder()
                                .withName("tmp")
                                .withMountPath("/tmp")
                                .build())
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext();
    }

    /** The user's variables come last and win. */
    private static List<EnvVar> environment(List<EnvVar> fromUser, List<EnvVar> ofComponent) {
        var variables = new ArrayList<EnvVar>();
        // Pod names do not resolve in other pods, so everything advertises its address.
        variables.add(PodField.variable("SPARK_LOCAL_HOSTNAME", "status.podIP"));
        variables.add(variable("SPARK_CONF_DIR", CONFIGURATION_FOLDER));
        variables.add(variable("SPARK_LOCAL_DIRS", HOME + "/local"));
        variables.add(variable("HOME", HOME));
        variables.addAll(ofComponent);
        for (var user : fromUser) {
            var own = variables.stream()
                    .filter(variable -> variable.getName().equals(user.getName()))
                    .findFirst();
            own.ifPresent(variables::remove);
            variables.add(own.map(it -> combined(it, user)).orElse(user));
        }
        return variables;
    }

    /** Options of a daemon add up: without the operator's a master would not find its applications again. */
    private static EnvVar combined(EnvVar own, EnvVar user) {
        return DAEMON_OPTIONS.contains(own.getName()) && user.getValue() != null
                ? variable(own.getName(), own.getValue() + " " + user.getValue())
                : user;
    }

    static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    /**
     * A script that starts one of Spark's daemons in any Spark image, kept as a file so that it can be read as one. It
     * becomes part of the pod, so its comments are left out: a better one must not restart every cluster.
     */
    static List<String> script(String file, String... arguments) {
        var command = new ArrayList<>(List.of("bash", "-c", scriptText(file), file));
        command.addAll(List.of(arguments));
        return command;
    }

    static String scriptText(String file) {
        return withoutComments(resource(file));
    }

    /** A probe that counts as failed after {@code period * threshold} seconds. */
    static Probe httpProbe(String path, int port, int period, int threshold) {
        return new ProbeBuilder()
                .withNewHttpGet()
                .withPath(path)
                .withNewPort(port)
                .endHttpGet()
                .withPeriodSeconds(period)
                .withTimeoutSeconds(Math.max(2, period))
                .withFailureThreshold(threshold)
                .build();
    }

    /**
     * A startup probe of a port that listens on the container's own loopback interface, where the kubelet's requests do not
     * go; it fails after ten minutes. It waits in the container, since to start a program there costs the node a tenth of a
     * second of a processor each time.
     */
    static Probe awaitLocalHttp(String path, int port) {
        return new ProbeBuilder()
                .withNewExec()
                .withCommand(script("await-http.sh", "127.0.0.1", String.valueOf(port), path, "^HTTP/1\\.1 200 "))
                .endExec()
                .withPeriodSeconds(1)
                .withTimeoutSeconds(60)
                .withFailureThreshold(10)
                .build();
    }

    /**
     * Derived requests and limits with the user's own put over them, key by key. Where the user gives one side of a pair,
     * the derived other side makes way: Kubernetes takes no request above its limit.
     *
     * @param memory what the container needs, and is guaranteed
     * @param spare what it may use beyond that while the node has it
     */
    static ResourceRequirements resources(
            Quantity cpuRequest, Memory memory, Memory spare, @Nullable ResourceRequirements fromUser) {
        var resources = new ResourceRequirementsBuilder()
                .addToRequests(Map.of("cpu", cpuRequest, "memory", memory.quantity()))
                .addToLimits(Map.of("memory", memory.plus(spare.mebibytes()).quantity()));
        if (fromUser != null) {
            resources
                    .addToRequests(fromUser.getRequests())
                    .addToLimits(fromUser.getLimits())
                    .withClaims(fromUser.getClaims());
            fromUser.getRequests().forEach((name, request) -> {
                var limit = resources.getLimits().get(name);
                if (limit != null && !fromUser.getLimits().containsKey(name) && isMore(request, limit)) {
                    resources.addToLimits(name, request);
                }
            });
            fromUser.getLimits().forEach((name, limit) -> {
                var request = resources.getRequests().get(name);
                if (request != null && !fromUser.getRequests().containsKey(name) && isMore(request, limit)) {
                    resources.addToRequests(name, limit);
                }
            });
        }
        return resources.build();
    }

    private static boolean isMore(Quantity one, Quantity other) {
        return one.getNumericalAmount().compareTo(other.getNumericalAmount()) > 0;
    }

    static Volume emptyDir(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    static String withoutComments(String script) {
        return script.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .collect(Collectors.joining("\n"));
    }

    static String resource(String file) {
        try (var stream = PodParts.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(stream, file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
