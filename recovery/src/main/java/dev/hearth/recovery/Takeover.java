package dev.hearth.recovery;

import org.apache.spark.deploy.master.LeaderElectable;
import org.apache.spark.deploy.master.PersistenceEngine;

/**
 * What happens between an election and the moment when the master acts by it, while the leader goes on giving signs of life.
 *
 * @param memory is read here for the first time, so that the master itself finds it at hand
 */
record Takeover(
        LeaderElectable master, Leadership leadership, LeaderLabel label, RollCall workers, PersistenceEngine memory)
        implements LeaderElectable {

    @Override
    public void electedLeader() {
        leadership.thread("hearth-leader-label", label::put).start();
        leadership.thread("hearth-takeover", this::run).start();
    }

    private void run() {
        try {
            workers.call(memory);
            master.electedLeader();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void revokedLeadership() {
        master.revokedLeadership();
    }
}
