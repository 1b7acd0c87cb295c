package org.muster.benchmarks.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTableTest {
    private static final Goal TIME = new Goal("a page", "ms", "2,154 ms", 150, Goal.Direction.AT_MOST);
    private static final Goal RATE = new Goal("outputs", "outputs/s", "300 to 500", 2_000, Goal.Direction.AT_LEAST);

    private final GoalTable figures = new GoalTable();

    @Test
    void aFigureStandsBesideWhatItWasAndWhatItIsToBe() {
        figures.add(TIME, 150);
        figures.add(TIME, 151, "p95 200 ms", "12 looks");
        figures.add(RATE, 2_000);
        figures.add(RATE, 1_999);
        figures.add("jobs", 250_000, "jobs");

        assertThat(figures.markdown().lines().skip(2))
                .containsExactly(
                        "| a page | 150 ms | 2,154 ms | 150 ms | yes |  |",
                        "| a page | 151 ms | 2,154 ms | 150 ms | **no** | p95 200 ms; 12 looks |",
                        "| outputs | 2,000 outputs/s | 300 to 500 | 2,000 outputs/s | yes |  |",
                        "| outputs | 1,999 outputs/s | 300 to 500 | 2,000 outputs/s | **no** |  |",
                        "| jobs | 250,000 jobs |  |  |  |  |");
    }
}
