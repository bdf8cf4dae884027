package dev.hearth.recovery;

import java.time.InstantSource;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.LeaderElectable;
import org.apache.spark.deploy.master.LeaderElectionAgent;
import org.apache.spark.deploy.master.PersistenceEngine;
import org.apache.spark.deploy.master.StandaloneRecoveryModeFactory;
import org.apache.spark.rpc.RpcEndpoint;
import org.apache.spark.serializer.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code spark.deploy.recoveryMode.factory} names. The master calls it once when it starts, for its memory first and
 * then for its election. Its settings come from the environment, see {@link Settings}.
 */
public final class KubernetesRecoveryModeFactory extends StandaloneRecoveryModeFactory {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesRecoveryModeFactory.class);

    private final Settings settings = Settings.of(System.getenv());
    private final Api api =
            ApiServer.ofPod(System.getenv(), settings.timing().retry().multipliedBy(2));
    private final Leadership leadership = new Leadership(
            Election.of(settings.identity(), settings.timing()),
            Uptime.ofThisMachine(),
            KubernetesRecoveryModeFactory::end);
    private final Memory memory;
    private final PersistenceEngine engine;

    /** The constructor that Spark looks for. */
    public KubernetesRecoveryModeFactory(SparkConf conf, Serializer serializer) {
        super(conf, serializer);
        var shards = IntStream.range(0, settings.shards())
                .mapToObj(number -> new Shard(api, settings.shard(number)))
                .toList();
        memory = new Memory(shards, leadership, minor(org.apache.spark.package$.MODULE$.SPARK_VERSION()));
        engine = new KubernetesPersistenceEngine(memory, leadership);
    }

    @Override
    public PersistenceEngine createPersistenceEngine() {
        return engine;
    }

    @Override
    public LeaderElectionAgent createLeaderElectionAgent(LeaderElectable master) {
        var takeover = new Takeover(
                master,
                leadership,
                new LeaderLabel(api, leadership, settings.pods(), settings.masters()),
                new RollCall(((RpcEndpoint) master).rpcEnv()),
                engine);
        var elector = new Elector(
                        takeover,
                        LeaseObject.of(api, settings.namespace(), settings.lease()),
                        leadership,
                        memory::latestTerm,
                        new Witness(api, settings.pods(), settings.container()),
                        InstantSource.system())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(master, elector), "hearth-hand-over"));
        return elector;
    }

    /**
     * What versions have in common that can read each other's objects, such as 4.3 of 4.3.0. Classes whose shape has changed
     * all the same are told by their serial version, and only what consists of them is lost.
     */
    static String minor(String version) {
        return version.substring(0, version.indexOf('.', version.indexOf('.') + 1));
    }

    /** On its way out a leader does nothing more, writes down what it did, and gives the leadership back. */
    private void leave(LeaderElectable master, Elector elector) {
        if (leadership.election().leads()) {
            // Its only thread then waits for this very exit.
            master.revokedLeadership();
            memory.close();
        }
        elector.stop();
    }

    /** Hooks and finalisers could do what only a leader may. */
    private static void end(String why) {
        LOG.error("This master ends at once: {}", why);
        Runtime.getRuntime().halt(1);
    }
}
