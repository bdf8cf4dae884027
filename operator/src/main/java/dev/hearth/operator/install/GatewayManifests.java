package dev.hearth.operator.install;

import dev.hearth.api.Labels;
import dev.hearth.operator.desired.Names;
import dev.hearth.operator.desired.PodField;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The gateway's objects. It runs from the operator's image, which has both programs. */
public final class GatewayManifests {
    /**
     * Bytes go through, and little is kept: what is young is dead soon, and the heap shrinks after a crowd. Netty's pool
     * is the one of its allocators that holds least, in chunks of 512 KiB. The optimising compiler triples the throughput;
     * the memory that it works in is given back. With four times its usual thresholds it leaves alone what only the start
     * needs, which takes a third less of a processor.
     */
    private static final String JAVA_OPTIONS =
            "-XX:+UseSerialGC -Xms16m -Xmx80m -Xmn8m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20"
                    + " -XX:+UseCompactObjectHeaders -Xss512k -XX:MaxDirectMemorySize=48m"
                    + " -XX:ReservedCodeCacheSize=24m -XX:CICompilerCount=2 -XX:TrimNativeHeapInterval=5000"
                    + " -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=2400"
                    + " -XX:Tier4CompileThreshold=60000 -XX:Tier4BackEdgeThreshold=160000"
                    + " -XX:+ExitOnOutOfMemoryError -Dvertx.disableFileCPResolving=true"
                    + " -Dio.netty.allocator.type=pooled -Dio.netty.allocator.maxOrder=6";

    /** The Deployment, the Service, the service account and the Secret of sessions all have this name. */
    public static final String NAME = "hearth-gateway";

    private static final String PEERS = NAME + "-peers";

    /** The ports and the variables of dev.hearth.gateway.GatewayConfig, which this module does not depend on. */
    public static final int PORT = 8080;

    private static final int HEALTH_PORT = 8081;
    public static final String BASE_PATH = "HEARTH_BASE_PATH";
    public static final String ANONYMOUS_READ = "HEARTH_ANONYMOUS_READ";

    private static final Map<String, String> SELECTOR = Map.of(Labels.NAME, Labels.HEARTH, Labels.COMPONENT, "gateway");

    private GatewayManifests() {}

    static List<HasMetadata> of(OperatorInstallation installation) {
        var objects = new ArrayList<HasMetadata>();
        objects.add(new ServiceAccountBuilder().withMetadata(metadata()).build());
        objects.addAll(GatewayRights.of(installation));
        // Empty, and filled by the first replica: so it needs no right to create Secrets.
        objects.add(
                new SecretBuilder().withMetadata(metadata()).withType("Opaque").build());
        objects.add(new ServiceBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withSelector(SELECTOR)
                .addNewPort()
                .withName("http")
                .withPort(80)
                .withTargetPort(new IntOrString("http"))
                .withAppProtocol("http")
                .endPort()
                .endSpec()
                .build());
        objects.add(peers());
        objects.add(deployment(installation));
        objects.add(new PodDisruptionBudgetBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withNewMaxUnavailable(1)
                .withNewSelector()
                .withMatchLabels(SELECTOR)
                .endSelector()
                .endSpec()
                .build());
        return objects;
    }

    /** By which replicas find each other. */
    private static Service peers() {
        return new ServiceBuilder()
                .withMetadata(new ObjectMetaBuilder(metadata()).withName(PEERS).build())
                .withNewSpec()
                .withClusterIP("None")
                .withSelector(SELECTOR)
                .addNewPort()
                .withName("health")
                .withPort(HEALTH_PORT)
                .withTargetPort(new IntOrString("health"))
                .withAppProtocol("http")
                .endPort()
                .endSpec()
                .build();
    }

    static ObjectMeta metadata() {
        return new ObjectMetaBuilder()
                .withName(NAME)
                .withNamespace(Names.SYSTEM_NAMESPACE)
                .withLabels(SELECTOR)
                .addToLabels(OperatorManifests.OWN)
                .build();
    }

    private static Deployment deployment(OperatorInstallation installation) {
        return new DeploymentBuilder()
                .withMetadata(metadata())
                .withNewSpec()
                .withReplicas(installation.gateway().replicas())
                .withStrategy(OperatorManifests.oneByOne())
                .withNewSelector()
                .withMatchLabels(SELECTOR)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(metadata().getLabels())
                .endMetadata()
                .withSpec(ProgramPod.of(installation, NAME)
                        // The notice to proxies, and then the time for answers that are under way.
                        .withTerminationGracePeriodSeconds(40L)
                        .withTopologySpreadConstraints(ProgramPod.spread(SELECTOR))
                        .withContainers(ProgramPod.container(installation, "gateway", HEALTH_PORT, "256Mi")
                                .withCommand(
                                        "/usr/bin/tini",
                                        "--",
                                        "java",
                                        "-cp",
                                        "/opt/hearth/lib/*",
                                        "dev.hearth.gateway.Main")
                                .withEnv(environment(installation))
                                .addNewPort()
                                .withName("http")
                                .withContainerPort(PORT)
                                .endPort()
                                .addNewPort()
                                .withName("health")
                                .withContainerPort(HEALTH_PORT)
                                .endPort()
                                .build())
                        .build())
                .endTemplate()
                .endSpec()
                .build();
    }

    private static List<EnvVar> environment(OperatorInstallation installation) {
        var variables = new ArrayList<>(List.of(
                PodField.variable("HEARTH_POD_NAMESPACE", "metadata.namespace"),
                variable("HEARTH_NAMESPACES", String.join(",", installation.namespaces())),
                variable("HEARTH_PEERS", PEERS),
                variable(BASE_PATH, installation.gateway().basePath()),
                variable(ANONYMOUS_READ, String.valueOf(installation.gateway().anonymousRead())),
                variable("JAVA_TOOL_OPTIONS", JAVA_OPTIONS),
                // Memory that one thread gave back is of use to others.
                variable("MALLOC_ARENA_MAX", "2")));
        installation.gateway().oidc().ifPresent(oidc -> variables.addAll(oidc.environment()));
        return variables;
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }
}
