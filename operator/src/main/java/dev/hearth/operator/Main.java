package dev.hearth.operator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearth.operator.observe.MasterClient;
import dev.hearth.operator.reconcile.SparkClusterReconciler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator and runs until it is told to stop. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** The program takes no arguments: its settings come from the environment, see {@link OperatorConfig}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var config = OperatorConfig.from(System.getenv());
        log.info("Hearth operator starts: {}", config);
        var operator = new Operator(overrider -> configure(overrider, config));
        operator.register(
                new SparkClusterReconciler(new MasterClient(), Clock.systemUTC()),
                controller -> controller.settingNamespaces(
                        config.namespaces().isEmpty() ? Set.of(Constants.WATCH_ALL_NAMESPACES) : config.namespaces()));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            operator.stop();
            stopped.countDown();
        }));
        try (var health = HealthServer.start(config.healthPort(), operator.getRuntimeInfo())) {
            operator.start();
            log.info("Hearth operator watches; {}", health);
            stopped.await();
        }
    }

    private static void configure(ConfigurationServiceOverrider overrider, OperatorConfig config) {
        overrider.withKubernetesClient(client()).withCloseClientOnStop(true);
        if (config.leaderElection()) {
            overrider.withLeaderElectionConfiguration(
                    LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration("hearth-operator")
                            .withLeaseNamespace(config.namespace())
                            .withIdentity(config.identity())
                            .build());
        }
    }

    /** An operator older than the CRD must not stumble over fields that it does not know. */
    private static KubernetesClient client() {
        var mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return new KubernetesClientBuilder()
                .withKubernetesSerialization(new KubernetesSerialization(mapper, true))
                .build();
    }
}
