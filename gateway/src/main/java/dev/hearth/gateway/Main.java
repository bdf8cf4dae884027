package dev.hearth.gateway;

import dev.hearth.api.TolerantReading;
import dev.hearth.gateway.login.KubernetesAccess;
import dev.hearth.gateway.login.PeerPass;
import dev.hearth.gateway.login.SessionKey;
import dev.hearth.gateway.pods.PodNetwork;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The installed gateway. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** How long it takes until every proxy has heard that this replica is going. */
    private static final long NOTICE_MILLIS = 5000;

    private static final int DRAIN_SECONDS = 20;

    private Main() {}

    public static void main(String[] arguments) {
        try {
            start();
        } catch (Exception e) {
            LOG.error("cannot start", e);
            // Threads that serve would keep a program alive that does not.
            System.exit(1);
        }
    }

    private static void start() throws Exception {
        var config = GatewayConfig.of(System.getenv());
        var kubernetes = TolerantReading.client().build();
        var key = SessionKey.of(kubernetes, config.ownNamespace(), config.sessionSecret());
        var setup = new GatewayServer.Setup(
                kubernetes,
                config.basePath(),
                config.namespaces(),
                PodNetwork.DIRECT,
                (answers, executor) ->
                        new KubernetesAccess(kubernetes, executor, key, Clock.systemUTC(), answers, config.login()));
        var vertx = Vertx.vertx();
        var server = GatewayServer.start(vertx, setup, "0.0.0.0", GatewayConfig.PORT)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        var pass = new PeerPass(key, Clock.systemUTC());
        var peers = new Peers(vertx, pass, config.peers(), GatewayConfig.HEALTH_PORT);
        // Before it is ready, since then a former replica goes and takes along what it knows.
        var ready = server.complete()
                .compose(_ -> peers.loads())
                .onSuccess(told -> told.forEach(loads -> learn(server, loads)));
        var leaving = new AtomicBoolean();
        var _ = new Health(() -> ready.isComplete() && !leaving.get(), server::metrics, server::loads, pass)
                .listen(vertx, GatewayConfig.HEALTH_PORT)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(server, leaving)));
        LOG.info("listening on port {}{}", GatewayConfig.PORT, config.basePath());
    }

    private static void learn(GatewayServer server, String loads) {
        try {
            server.learn(loads);
        } catch (IllegalArgumentException e) {
            LOG.info("another replica told what this one does not understand: {}", e.toString());
        }
    }

    private static void leave(GatewayServer server, AtomicBoolean leaving) {
        leaving.set(true);
        try {
            Thread.sleep(NOTICE_MILLIS);
            var _ = server.drain(DRAIN_SECONDS)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(DRAIN_SECONDS + 5L, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("not everything ended in time: {}", e.toString());
        }
        server.close();
    }
}
