package dev.hearth.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operator SDK leaves open of leader election: to stop acting with the lease, and to give the lease back. */
final class Leadership {
    private static final Logger log = LoggerFactory.getLogger(Leadership.class);

    private static final int LOST = 1;

    private final KubernetesClient client;
    private final Lock lock;
    private final LeaderElectionConfiguration configuration;
    private volatile boolean leaving;

    Leadership(KubernetesClient client, OperatorConfig config) {
        this.client = client;
        this.lock = new LeaseLock(config.namespace(), OperatorConfig.LEASE, config.identity());
        this.configuration = LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(OperatorConfig.LEASE)
                .withLeaseNamespace(config.namespace())
                .withIdentity(config.identity())
                .withLeaderCallbacks(new LeaderCallbacks(() -> {}, this::lost, leader -> {}))
                .build();
    }

    LeaderElectionConfiguration configuration() {
        return configuration;
    }

    /** The SDK goes on working after this call, and an orderly shutdown takes its time; another replica acts already. */
    private void lost() {
        if (!leaving) {
            log.error("the lease is lost: another replica acts from now on, so this one ends and starts anew");
            Runtime.getRuntime().halt(LOST);
        }
    }

    /** From now on losing the lease is intended. */
    void leave() {
        leaving = true;
    }

    /** Spares the next leader the wait until the lease expires. Nothing may act any more when this is called. */
    void release() {
        try {
            var held = lock.get(client);
            if (held != null && lock.identity().equals(held.getHolderIdentity())) {
                var now = ZonedDateTime.now(ZoneOffset.UTC);
                lock.update(
                        client,
                        // An empty name and not none: the lock's patch leaves out what is null.
                        new LeaderElectionRecord("", Duration.ofSeconds(1), now, now, held.getLeaderTransitions()));
                log.info("gave back the lease");
            }
        } catch (KubernetesClientException e) {
            log.warn("could not give back the lease, which expires by itself: {}", e.getMessage());
        }
    }
}
