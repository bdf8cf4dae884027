package dev.hearth.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elections with every accident at once: thousands of them, each repeatable by its number. */
class ElectionSimulationTest {
    private static final int RUNS = 500;
    private static final Duration TROUBLE = Duration.ofMinutes(5);
    private static final Timing TIMING = Timing.ofLease(Duration.ofSeconds(12));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void neverDoTwoLeadAndInTheEndOneDoes(int candidates) {
        int leaders = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            var world = new SimulatedElection(candidates, TIMING, seed);
            world.run(TROUBLE, true);
            assertThat(world.violations()).as("seed %d", seed).isEmpty();
            // A sign of life that is still on its way may start the wait for the lease anew.
            world.run(
                    TROUBLE.plus(SimulatedElection.SLOWEST).plus(TIMING.lease().multipliedBy(2)), false);
            assertThat(world.violations()).as("seed %d", seed).isEmpty();
            assertThat(world.acting()).as("leaders at the end of seed %d", seed).hasSize(1);
            leaders += world.terms();
        }
        assertThat(leaders)
                .as("the simulation has changes of leaders to prove anything with")
                .isGreaterThan(RUNS * 3);
    }

    /** What the proof rests on is really what keeps them apart. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void twoWouldLeadIfALeaderHeldOnUntilItsLeaseIsOver(int candidates) {
        long violated = IntStream.range(0, RUNS)
                .mapToObj(seed -> new SimulatedElection(candidates, TIMING, seed).holdingOnFor(Duration.ofSeconds(4)))
                .peek(world -> world.run(TROUBLE, true))
                .filter(world -> !world.violations().isEmpty())
                .count();
        assertThat(violated).isPositive();
    }
}
