package dev.hearth.operator;

import dev.hearth.api.TolerantReading;
import dev.hearth.operator.observe.MasterClient;
import dev.hearth.operator.reconcile.SparkClusterReconciler;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the operator and runs until it is told to stop. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    /** A watch that is refused must not keep the others from their work; no cluster is worked on before its caches are. */
    private static final Duration PATIENCE_WITH_ONE_WATCH = Duration.ofSeconds(3);

    private Main() {}

    /** The program takes no arguments: its settings come from the environment, see {@link OperatorConfig}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var config = OperatorConfig.from(System.getenv());
        log.info("Hearth operator starts: {}", config);
        var client = TolerantReading.client().build();
        var leadership = new Leadership(client, config);
        var operator = new Operator(overrider -> configure(overrider, client, config, leadership));
        operator.register(
                new SparkClusterReconciler(new MasterClient(), Clock.systemUTC()),
                controller -> controller.settingNamespaces(
                        config.namespaces().isEmpty() ? Set.of(Constants.WATCH_ALL_NAMESPACES) : config.namespaces()));
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            leadership.leave();
            operator.stop();
            if (config.leaderElection()) {
                leadership.release();
            }
            stopped.countDown();
        }));
        try (var health = HealthServer.start(config.healthPort(), new OperatorHealth(operator.getRuntimeInfo()))) {
            operator.start();
            log.info("Hearth operator watches; {}", health);
            stopped.await();
        }
    }

    private static void configure(
            ConfigurationServiceOverrider overrider,
            KubernetesClient client,
            OperatorConfig config,
            Leadership leadership) {
        overrider
                .withKubernetesClient(client)
                // It still gives back the lease when all else has stopped.
                .withCloseClientOnStop(false)
                .withStopOnInformerErrorDuringStartup(false)
                .withCacheSyncTimeout(PATIENCE_WITH_ONE_WATCH);
        if (config.leaderElection()) {
            overrider.withLeaderElectionConfiguration(leadership.configuration());
        }
    }
}
