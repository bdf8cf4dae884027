package dev.hearth.recovery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Candidates, their network and one API server in a time of their own. Requests and answers take long, get lost or arrive
 * after their sender has given them up; processes freeze, die and come back; the API goes away; every clock shows another
 * time and goes at another speed.
 */
final class SimulatedElection {
    /** How much faster or slower than time a clock may go; a crystal is a thousand times better. */
    private static final double DRIFT = 0.02;

    private static final long SECOND = 1_000_000;

    /** One way through the network, if it is not lost. */
    static final Duration SLOWEST = Duration.ofSeconds(15);

    private record Event(long time, long number, Runnable what) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
    private final Random random;
    private final Timing timing;
    private final List<Candidate> candidates;
    private final List<String> violations = new ArrayList<>();
    private Duration holdsOn = Duration.ZERO;
    private boolean trouble;
    private long now;
    private long numbers;
    private long apiAwayUntil;
    private Lease stored = Lease.unheld("0");
    private long version;

    SimulatedElection(int size, Timing timing, long seed) {
        this.timing = timing;
        random = new Random(seed);
        candidates = IntStream.range(0, size).mapToObj(Candidate::new).toList();
        candidates.forEach(Candidate::live);
        at(random.nextLong(10 * SECOND), this::somethingHappens);
    }

    /** Makes leaders act for longer than they may. */
    SimulatedElection holdingOnFor(Duration time) {
        holdsOn = time;
        return this;
    }

    void run(Duration until, boolean withTrouble) {
        trouble = withTrouble;
        long end = until.toNanos() / 1000;
        if (!trouble) {
            apiAwayUntil = 0;
            candidates.forEach(Candidate::recover);
        }
        while (!events.isEmpty() && events.peek().time() <= end) {
            var event = events.remove();
            now = event.time();
            event.what().run();
            var acting = acting();
            if (acting.size() > 1) {
                violations.add("at " + now + ": " + acting);
            }
        }
        now = end;
    }

    List<String> violations() {
        return violations;
    }

    List<String> acting() {
        return candidates.stream().filter(Candidate::acts).map(Candidate::name).toList();
    }

    int terms() {
        return stored.term();
    }

    private void at(long time, Runnable what) {
        events.add(new Event(time, numbers++, what));
    }

    private void in(Duration time, Runnable what) {
        at(now + time.toNanos() / 1000, what);
    }

    private void somethingHappens() {
        if (!trouble) {
            return;
        }
        var victim = candidates.get(random.nextInt(candidates.size()));
        switch (random.nextInt(6)) {
            case 0 -> apiAwayUntil = now + random.nextLong(20 * SECOND);
            case 1, 2 -> victim.freeze(random.nextLong(30 * SECOND));
            case 3 -> victim.die(random.nextLong(20 * SECOND), true);
            case 4 -> victim.die(random.nextLong(20 * SECOND), false);
            default -> victim.leave(random.nextLong(20 * SECOND));
        }
        at(now + random.nextLong(15 * SECOND), this::somethingHappens);
    }

    /** One way through the network; nothing if it gets lost. */
    private Optional<Long> way() {
        if (trouble && random.nextInt(10) == 0) {
            return Optional.empty();
        }
        boolean slow = trouble && random.nextInt(10) == 0;
        return Optional.of(slow ? random.nextLong(SLOWEST.toSeconds() * SECOND) : random.nextLong(SECOND / 20));
    }

    private interface Request {
        /** Nothing if the API refuses it. */
        Optional<Lease> carryOut();
    }

    private interface Answer {
        void arrives(Optional<Lease> lease);
    }

    private void send(Request request, Answer answer) {
        way().ifPresent(there -> at(now + there, () -> {
            if (now < apiAwayUntil) {
                return;
            }
            var result = request.carryOut();
            way().ifPresent(back -> at(now + back, () -> answer.arrives(result)));
        }));
    }

    private Optional<Lease> put(Lease lease) {
        if (!lease.version().equals(stored.version())) {
            return Optional.empty();
        }
        stored = new Lease(
                String.valueOf(++version),
                lease.holder(),
                lease.seconds(),
                lease.acquired(),
                lease.renewed(),
                lease.term());
        return Optional.of(stored);
    }

    private final class Candidate {
        private final int number;
        private final double speed = 1 + (random.nextDouble() * 2 - 1) * DRIFT;
        private final long offset = random.nextLong(1000 * SECOND);
        private final Instant wallClock = Instant.EPOCH.plusSeconds(random.nextInt(1 << 30));
        private Election election = Election.of("", SimulatedElection.this.timing);
        private int pod;
        private int life;
        private int request;
        private boolean alive;
        private long frozenUntil;

        Candidate(int number) {
            this.number = number;
        }

        String name() {
            return "master-" + number + "_" + pod;
        }

        private Duration clock() {
            return Duration.ofNanos((long) ((now + offset) * speed) * 1000);
        }

        private Instant wallClock() {
            return wallClock.plus(clock());
        }

        private boolean runs() {
            return alive && now >= frozenUntil;
        }

        boolean acts() {
            return runs() && election.leads() && !election.mustStop(clock().minus(holdsOn));
        }

        /** Does it in this life and when it is not frozen, or never. */
        private Runnable mine(Runnable what) {
            int of = life;
            return () -> {
                if (of != life || !alive) {
                    return;
                }
                if (now < frozenUntil) {
                    at(frozenUntil, mine(what));
                } else if (election.mustStop(clock().minus(holdsOn))) {
                    die(random.nextLong(5 * SECOND), true);
                } else {
                    what.run();
                }
            };
        }

        void live() {
            alive = true;
            life++;
            election = Election.of(name(), timing);
            in(Duration.ofMillis(random.nextInt(3000)), mine(this::step));
        }

        void recover() {
            frozenUntil = 0;
            if (!alive) {
                live();
            }
        }

        void freeze(long time) {
            frozenUntil = now + time;
            at(frozenUntil, mine(() -> {}));
        }

        /** @param again whether it comes back as what it was, the same container of the same pod */
        void die(long away, boolean again) {
            if (!alive) {
                return;
            }
            alive = false;
            int died = ++life;
            at(now + away, () -> {
                if (life == died) {
                    pod += again ? 0 : 1;
                    live();
                }
            });
        }

        void leave(long away) {
            if (!runs()) {
                return;
            }
            if (acts()) {
                var released = election.seen().released(wallClock());
                send(() -> put(released), lease -> {});
            }
            die(away, false);
        }

        /** The same as the elector does, whose requests are given up after a while. */
        private void step() {
            int mine = ++request;
            in(timing.retry().multipliedBy(2), mine(() -> {
                if (request == mine) {
                    next(false);
                }
            }));
            if (election.leads()) {
                write(mine, false);
            } else {
                send(() -> Optional.of(stored), answer(mine, lease -> {
                    election = election.read(lease.orElseThrow(), clock());
                    write(mine, isKnownDead(election.seen()));
                }));
            }
        }

        private boolean isKnownDead(Lease lease) {
            return random.nextBoolean()
                    && candidates.stream()
                            .noneMatch(other -> other.alive && other.name().equals(lease.holder()));
        }

        private void write(int mine, boolean gone) {
            var asked = clock();
            election.claim(asked, wallClock(), gone)
                    .ifPresentOrElse(
                            claim -> send(() -> put(claim), answer(mine, lease -> {
                                if (lease.isPresent()) {
                                    election = election.written(lease.get(), asked, clock());
                                    next(true);
                                } else {
                                    send(() -> Optional.of(stored), answer(mine, this::adopt));
                                }
                            })),
                            () -> next(true));
        }

        private void adopt(Optional<Lease> lease) {
            if (election.isLost(lease.orElseThrow())) {
                die(random.nextLong(5 * SECOND), true);
            } else {
                election = election.read(lease.orElseThrow(), clock());
                next(false);
            }
        }

        /** An answer that comes after its request was given up finds nobody who waits for it. */
        private Answer answer(int mine, Answer answer) {
            int of = life;
            return lease -> {
                if (of == life && request == mine) {
                    mine(() -> {
                                if (request == mine) {
                                    answer.arrives(lease);
                                }
                            })
                            .run();
                }
            };
        }

        private void next(boolean succeeded) {
            request++;
            in(election.next(succeeded), mine(this::step));
        }
    }
}
