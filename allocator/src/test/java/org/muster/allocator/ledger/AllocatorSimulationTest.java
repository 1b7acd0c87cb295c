package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.journal.JournalUnavailable;

/** Runs of {@link AllocatorSimulation}. Another seed: {@code -Dsimulation.seed=N}. */
class AllocatorSimulationTest {
    private static final long[] SEEDS = {1, 20_261_122, 42};
    private static final int STEPS = 700;
    private static final int MOVES_AT_LEAST = 25;
    private static final int STEPS_BETWEEN_RESTARTS = 100;

    @Test
    void everyFileHasOneHolderWhateverHappens() throws JournalUnavailable {
        Set<String> taken = new TreeSet<>();
        String given = System.getProperty("simulation.seed", "");
        long[] seeds = given.isEmpty() ? SEEDS : new long[] {Long.parseLong(given)};
        for (long seed : seeds) {
            run(seed, (from, trigger, to) -> taken.add(from + " " + trigger + " " + to));
        }
        if (given.isEmpty()) {
            assertThat(taken).as("the seeds lead nearly everywhere").hasSizeGreaterThan(MOVES_AT_LEAST);
        }
    }

    private static void run(long seed, Witness witness) throws JournalUnavailable {
        int step = 0;
        try (HikariDataSource database = Grid.emptyDatabase()) {
            AllocatorSimulation simulation = new AllocatorSimulation(seed, database, witness);
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
