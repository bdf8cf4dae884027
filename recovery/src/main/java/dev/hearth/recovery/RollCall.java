package dev.hearth.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.deploy.DeployMessages;
import org.apache.spark.deploy.master.PersistenceEngine;
import org.apache.spark.deploy.master.WorkerInfo;
import org.apache.spark.rpc.RpcEnv;
import org.apache.spark.rpc.ThreadSafeRpcEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.PartialFunction;
import scala.collection.Iterable;
import scala.runtime.AbstractPartialFunction;
import scala.runtime.BoxedUnit;

/**
 * Tells the remembered workers of their new master before that begins to act, and waits until they know.
 *
 * <p>A worker that has lost its master registers by itself from time to time. A master that is just recovering takes such a
 * worker for alive and empty (Spark's Master.scala, {@code handleRegisterWorker}): it starts executors there by numbers that
 * are taken, or has those that run killed, and the application hangs. A worker that has been told of a new master has stopped
 * registering (Worker.scala, {@code changeMaster}), and answers with what it runs, which is how this endpoint knows.
 */
final class RollCall implements ThreadSafeRpcEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(RollCall.class);

    private static final String NAME = "hearth-roll-call";

    /** What a worker on a busy node takes; one that is gone holds up the others for so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final RpcEnv rpcEnv;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final CountDownLatch answered = new CountDownLatch(1);

    RollCall(RpcEnv rpcEnv) {
        this.rpcEnv = rpcEnv;
    }

    /** Returns when every worker has answered, or after a few seconds. */
    void call(PersistenceEngine memory) throws InterruptedException {
        var workers = list(memory.readPersistedData(rpcEnv)._3());
        if (workers.isEmpty()) {
            return;
        }
        workers.forEach(worker -> silent.add(worker.id()));
        // It stays: workers may answer late, and give signs of life here until the master itself has called them, too.
        var self = rpcEnv.setupEndpoint(NAME, this);
        workers.forEach(worker -> worker.endpoint().send(new DeployMessages.MasterChanged(self, "")));
        if (!answered.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("Begins without these workers, which do not answer: {}", silent);
        }
    }

    private void heard(String worker) {
        silent.remove(worker);
        if (silent.isEmpty()) {
            answered.countDown();
        }
    }

    @Override
    public RpcEnv rpcEnv() {
        return rpcEnv;
    }

    @Override
    public PartialFunction<Object, BoxedUnit> receive() {
        return new AbstractPartialFunction<>() {
            @Override
            public boolean isDefinedAt(Object message) {
                return true;
            }

            @Override
            public BoxedUnit apply(Object message) {
                if (message instanceof DeployMessages.WorkerSchedulerStateResponse response) {
                    heard(response.id());
                }
                return BoxedUnit.UNIT;
            }
        };
    }

    /** Scala's Seq is another type in 2.12 than in 2.13; this much is common to both. */
    private static List<WorkerInfo> list(Object seq) {
        var list = new ArrayList<WorkerInfo>();
        for (var each = ((Iterable<?>) seq).iterator(); each.hasNext(); ) {
            list.add((WorkerInfo) each.next());
        }
        return list;
    }
}
