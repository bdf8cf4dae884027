package dev.hearth.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.deploy.master.LeaderElectable;
import org.junit.jupiter.api.Test;

/** The election's steps against an API that holds one Lease and one pod; the time is the test's. */
class ElectorTest {
    private static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(60));

    private final OneLease api = new OneLease();
    private Duration now = Duration.ZERO;
    private int remembered;

    @Test
    void aMasterAloneLeadsAtItsFirstStep() throws IOException {
        var master = new Candidate("demo-master-0_a");
        master.elector.step();
        assertThat(master.told).containsExactly("elected");
        assertThat(api.holder()).isEqualTo("demo-master-0_a");
        master.elector.step();
        assertThat(master.told).as("only once").containsExactly("elected");
    }

    @Test
    void aMasterThatStartsAgainInItsPodNeedNotWaitForItself() throws IOException {
        new Candidate("demo-master-0_a").elector.step();
        var again = new Candidate("demo-master-0_a");
        again.elector.step();
        assertThat(again.told).containsExactly("elected");
        assertThat(again.leadership.term()).isEqualTo(2);
    }

    @Test
    void anotherPodsMasterWaitsUntilTheLeaseIsOver() throws IOException {
        new Candidate("demo-master-0_a").elector.step();
        var other = new Candidate("demo-master-0_b");
        other.elector.step();
        now = now.plus(TIMING.lease());
        other.elector.step();
        assertThat(other.told).isEmpty();
        now = now.plusSeconds(1);
        other.elector.step();
        assertThat(other.told).containsExactly("elected");
    }

    @Test
    void termsDoNotBeginAnewWithALeaseThatSomebodyHasDeleted() throws IOException {
        remembered = 7;
        var master = new Candidate("demo-master-0_a");
        master.elector.step();
        assertThat(master.leadership.term()).isEqualTo(8);
    }

    @Test
    void nobodyWaitsForALeaderThatHasGivenTheLeaseBack() throws IOException {
        var first = new Candidate("demo-master-0_a");
        first.elector.step();
        first.elector.stop();
        var next = new Candidate("demo-master-0_b");
        next.elector.step();
        assertThat(next.told).containsExactly("elected");
    }

    @Test
    void nobodyWaitsForALeaderOfWhichTheKubeletSaysThatItHasEnded() throws IOException {
        new Candidate("demo-master-0_a").elector.step();
        var standby = new Candidate("demo-master-1_b");
        api.pod("a", "sidecar", "2026-01-01T00:00:09Z");
        standby.elector.step();
        api.pod("another", "master", "2026-01-01T00:00:09Z");
        standby.elector.step();
        api.pod("a", "master", "2025-12-31T23:59:59Z");
        standby.elector.step();
        assertThat(standby.told)
                .as("another container, another pod, an earlier life")
                .isEmpty();
        api.pod("a", "master", "2026-01-01T00:00:09Z");
        standby.elector.step();
        assertThat(standby.told).containsExactly("elected");
    }

    @Test
    void aLeaderThatHasLostTheLeaseEnds() throws IOException {
        var former = new Candidate("demo-master-0_a");
        former.elector.step();
        now = now.plus(TIMING.lease()).plusSeconds(1);
        api.touch("demo-master-1_b", 2);
        assertThat(former.tries()).isEqualTo("conflict");
        assertThat(former.told).last().asString().contains("says that demo-master-1_b leads");
    }

    @Test
    void aLeaderWhoseLeaseSomebodyHasLabelledGoesOn() throws IOException {
        var leader = new Candidate("demo-master-0_a");
        leader.elector.step();
        api.touch("demo-master-0_a", 1);
        assertThat(leader.tries()).isEqualTo("conflict");
        assertThat(leader.tries()).isEqualTo("done");
        assertThat(leader.told).containsExactly("elected");
    }

    @Test
    void aLeaderEndsBeforeAnybodyElseMayBegin() throws IOException {
        var leader = new Candidate("demo-master-0_a");
        leader.elector.step();
        now = now.plus(TIMING.giveUp()).minusMillis(1);
        leader.leadership.require();
        assertThat(leader.told).containsExactly("elected");
        now = now.plusMillis(1);
        leader.leadership.require();
        assertThat(leader.told).last().asString().contains("has not answered this leader for 50 s");
    }

    private final class Candidate {
        private final List<String> told = new ArrayList<>();
        private final Leadership leadership;
        private final Elector elector;

        Candidate(String identity) {
            leadership = new Leadership(Election.of(identity, TIMING), () -> now, told::add);
            var master = new LeaderElectable() {
                @Override
                public void electedLeader() {
                    told.add("elected");
                }

                @Override
                public void revokedLeadership() {
                    told.add("revoked");
                }
            };
            elector = new Elector(
                    master,
                    new LeaseObject(api, "lease"),
                    leadership,
                    () -> remembered,
                    new Witness(api, "pods", "master"),
                    InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
        }

        String tries() throws IOException {
            try {
                elector.step();
                return "done";
            } catch (Api.Conflict e) {
                return "conflict";
            }
        }
    }

    private static final class OneLease implements Api {
        private final ObjectNode lease = JsonNodeFactory.instance.objectNode();
        private final ObjectNode pod = JsonNodeFactory.instance.objectNode();
        private int version = 1;

        OneLease() {
            lease.putObject("metadata").put("resourceVersion", "1");
            lease.putObject("spec");
        }

        String holder() {
            return lease.at("/spec/holderIdentity").asText();
        }

        void touch(String holder, int term) {
            ((ObjectNode) lease.path("spec")).put("holderIdentity", holder).put("leaseTransitions", term);
            next();
        }

        void pod(String uid, String container, String finished) {
            pod.removeAll();
            pod.putObject("metadata").put("uid", uid);
            pod.putObject("status")
                    .putArray("containerStatuses")
                    .addObject()
                    .put("name", container)
                    .putObject("lastState")
                    .putObject("terminated")
                    .put("finishedAt", finished);
        }

        private void next() {
            ((ObjectNode) lease.path("metadata")).put("resourceVersion", String.valueOf(++version));
        }

        @Override
        public JsonNode get(String path) throws IOException {
            if (path.equals("lease")) {
                return lease.deepCopy();
            }
            if (pod.isEmpty()) {
                throw new IOException("404");
            }
            return pod;
        }

        @Override
        public JsonNode patch(String path, JsonNode change) throws IOException {
            if (change.at("/metadata/resourceVersion").asInt() != version) {
                throw new Conflict("another version");
            }
            ((ObjectNode) lease.path("spec")).setAll((ObjectNode) change.path("spec"));
            next();
            return lease.deepCopy();
        }
    }
}
