package org.muster.benchmarks.whole;

import static org.muster.benchmarks.figures.Goal.Direction.AT_LEAST;
import static org.muster.benchmarks.figures.Goal.Direction.AT_MOST;

import org.muster.benchmarks.figures.Goal;

/** What the whole cost in November 2026, with a million files, 250,000 jobs and 1,047 running workflows, and what it is to cost. */
final class WholeGoals {
    static final Goal JOB_CPU = new Goal("CPU of a whole one-file job, all processes", "ms", "2.4 ms", 1.2, AT_MOST);
    static final Goal REGISTRAR = new Goal("registrar, sustained", "outputs/s", "300 to 500", 2_000, AT_LEAST);
    static final Goal COUNTER_BYTES = new Goal("a counter file in the database", "B", "700 B", 300, AT_MOST);
    static final Goal COMMAND = new Goal("a call of the command line, p50", "ms", "1,300 ms", 400, AT_MOST);
    static final Goal QUIET_POSTGRES =
            new Goal("PostgreSQL for the allocator, nobody looking", "% of a core", "30 % of a core", 2, AT_MOST);

    private WholeGoals() {}

    static Goal page(String before) {
        return new Goal("", "ms", before, 150, AT_MOST);
    }

    static Goal numbers() {
        return new Goal("", "ms", "52,250 ms", 100, AT_MOST);
    }

    static Goal list(String before) {
        return new Goal("", "ms", before, 50, AT_MOST);
    }
}
