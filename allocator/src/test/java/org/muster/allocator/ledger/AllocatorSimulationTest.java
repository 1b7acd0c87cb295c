package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.journal.JournalUnavailable;

/**
 * Runs of {@link AllocatorSimulation}. Another seed: {@code -Dsimulation.seed=N}; many, the first of them N:
 * {@code -Dsimulation.seed=N -Dsimulation.runs=500}.
 */
class AllocatorSimulationTest {
    private static final long[] SMOKE = {1, 20_261_122, 42};
    private static final int STEPS = 700;
    private static final int MOVES_AT_LEAST = 25;
    private static final int STEPS_BETWEEN_RESTARTS = 100;

    private final SimulationCounts counts = new SimulationCounts();

    @Test
    void everyFileHasOneHolderWhateverHappens() throws JournalUnavailable {
        long first = Long.getLong("simulation.seed", SMOKE[0]);
        boolean smoke = System.getProperty("simulation.seed") == null;
        long[] seeds = smoke
                ? SMOKE
                : LongStream.range(first, first + Long.getLong("simulation.runs", 1))
                        .toArray();
        for (long seed : seeds) {
            run(seed);
        }
        System.out.printf("Simulation of the ledger: seeds %s of %d steps: %s%n", named(seeds), STEPS, counts);
        if (smoke) {
            assertThat(counts.moves).as("the seeds lead nearly everywhere").hasSizeGreaterThan(MOVES_AT_LEAST);
        }
    }

    private static String named(long[] seeds) {
        return seeds.length <= SMOKE.length ? Arrays.toString(seeds) : seeds[0] + " to " + seeds[seeds.length - 1];
    }

    private void run(long seed) throws JournalUnavailable {
        int step = 0;
        try (HikariDataSource database = Grid.emptyDatabase()) {
            AllocatorSimulation simulation = new AllocatorSimulation(seed, database, counts);
            for (; step < STEPS; step++) {
                simulation.step();
                if (step % STEPS_BETWEEN_RESTARTS == 0) {
                    simulation.restart();
                }
            }
            simulation.windDown();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("simulation.seed=" + seed + " fails at step " + step, e);
        }
    }
}
