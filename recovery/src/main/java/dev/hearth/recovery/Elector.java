package dev.hearth.recovery;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.spark.deploy.master.LeaderElectable;
import org.apache.spark.deploy.master.LeaderElectionAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads a master through its election: waits, claims, tells it, and then gives signs of life for as long as it lives. */
final class Elector implements LeaderElectionAgent {
    private static final Logger LOG = LoggerFactory.getLogger(Elector.class);

    private final LeaderElectable master;
    private final LeaseObject object;
    private final Leadership leadership;
    private final Terms terms;
    private final Witness witness;
    private final InstantSource wallClock;
    private final Thread candidate;
    private final Thread guard;
    private volatile boolean stopped;

    /** What is known of former leaders besides the Lease. */
    interface Terms {
        int latest() throws IOException;
    }

    Elector(
            LeaderElectable master,
            LeaseObject object,
            Leadership leadership,
            Terms terms,
            Witness witness,
            InstantSource wallClock) {
        this.master = master;
        this.object = object;
        this.leadership = leadership;
        this.terms = terms;
        this.witness = witness;
        this.wallClock = wallClock;
        candidate = leadership.thread("hearth-election", this::stand);
        guard = leadership.thread("hearth-election-guard", this::guard);
    }

    Elector start() {
        candidate.start();
        guard.start();
        return this;
    }

    @Override
    public LeaderElectable masterInstance() {
        return master;
    }

    /** Gives the Lease back, if this master has it, so that nobody has to wait until it has expired. */
    @Override
    public void stop() {
        stopped = true;
        candidate.interrupt();
        try {
            candidate.join(leadership.election().timing().giveUp().toMillis());
            var lease = object.read();
            // Without having led, too: the answer to a claim may have been lost on the way out.
            if (lease.holder().equals(leadership.election().identity())) {
                leadership.require();
                object.write(lease.released(wallClock.instant()));
                LOG.info("Gave the leadership back");
            }
        } catch (IOException e) {
            LOG.warn(
                    "Could not give the leadership back; another master leads in {} s at most: {}",
                    leadership.election().timing().lease().toSeconds(),
                    e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stand() {
        LOG.info("Stands for election as {} by {}", leadership.election().identity(), object.path());
        while (!stopped) {
            boolean succeeded = false;
            try {
                step();
                succeeded = true;
            } catch (Api.Conflict e) {
                // Somebody was faster; the next look tells who.
                LOG.debug("The Lease has changed meanwhile: {}", e.toString());
            } catch (IOException e) {
                LOG.warn("The election cannot be reached: {}", e.toString());
            }
            pause(leadership.election().next(succeeded));
        }
    }

    /** A leader's sign of life, or another's look and, if the Lease is free, claim. */
    void step() throws IOException {
        if (leadership.election().leads()) {
            write(false);
        } else {
            var lease = object.read();
            if (lease.term() == 0) {
                // Somebody may have deleted the Lease, but terms must not begin anew.
                lease = lease.withTerm(terms.latest());
            }
            leadership.become(leadership.election().read(lease, leadership.now()));
            write(witness.sawTheEndOf(lease));
        }
    }

    private void write(boolean holderIsGone) throws IOException {
        var election = leadership.election();
        var asked = leadership.now();
        var claim = election.claim(asked, wallClock.instant(), holderIsGone);
        if (claim.isEmpty()) {
            return;
        }
        try {
            var stored = object.write(claim.get());
            leadership.become(election.written(stored, asked, leadership.now()));
        } catch (Api.Conflict e) {
            // Its labels may have been changed, or another leads.
            adopt(object.read());
            throw e;
        }
        if (!election.leads()) {
            LOG.info("Elected in term {}", leadership.term());
            master.electedLeader();
        }
    }

    private void adopt(Lease lease) {
        if (leadership.election().isLost(lease)) {
            leadership.end("the Lease " + object.path() + " says that " + (lease.isFree() ? "nobody" : lease.holder())
                    + " leads");
        }
        leadership.become(leadership.election().read(lease, leadership.now()));
    }

    /** A request that hangs must not keep the leader from stopping in time. */
    private void guard() {
        while (!stopped) {
            leadership.require();
            pause(leadership.election().timing().retry().dividedBy(4));
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            // Told to stop, which the loops see.
        }
    }
}
