package org.muster.webapp.slices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.campaign.SliceLimits;

class StartRuleTest {
    private static List<SliceInLine> line(int slices, long jobs) {
        return IntStream.rangeClosed(1, slices)
                .mapToObj(order -> new SliceInLine(order, jobs))
                .toList();
    }

    private static List<Integer> orders(List<SliceInLine> slices) {
        return slices.stream().map(SliceInLine::order).toList();
    }

    /** Every agreed number, demand and size that is small enough to try them all. */
    @Test
    void startsFromBelowTheLowMarkUntilTheHighMarkAndInOrder() {
        for (int agreed = 1; agreed <= 40; agreed++) {
            StartRule rule = new StartRule(agreed);
            assertThat(rule.low()).isBetween(1L, rule.high());
            for (long wanted = 0; wanted <= 2L * agreed; wanted++) {
                for (int jobs = 0; jobs <= agreed + 1; jobs++) {
                    List<SliceInLine> line = line(45, jobs);
                    List<SliceInLine> next = rule.next(wanted, line);
                    String tried = "agreed " + agreed + ", wanted " + wanted + ", slices of " + jobs;
                    assertThat(next).as(tried).isEqualTo(line.subList(0, next.size()));
                    if (wanted >= rule.low()) {
                        assertThat(next).as(tried).isEmpty();
                        continue;
                    }
                    long all = wanted + (long) next.size() * jobs;
                    long butOne = wanted + (next.size() - 1L) * jobs;
                    assertThat(next).as(tried).isNotEmpty();
                    assertThat(butOne).as(tried).isLessThan(rule.high());
                    assertThat(all >= rule.high() || next.size() == line.size())
                            .as(tried)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void oneSliceIsStartedHoweverLargeItIs() {
        assertThat(orders(new StartRule(1).next(0, line(3, 1_000_000)))).containsExactly(1);
    }

    @Test
    void nothingIsStartedOfAnEmptyLineAndNoMoreThanARoundTakes() {
        assertThat(new StartRule(100).next(0, List.of())).isEmpty();
        assertThat(new StartRule(100_000).next(0, line(1_200, 1))).hasSize(SliceLimits.STARTED_AT_ONCE);
    }

    /** Slices of any size that end, are paused and resumed as they like: what runs goes back only when nothing more is to be had. */
    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_130, 4_711})
    void jobsKeepRunningAndFewChangesStartSlices(long seed) {
        Random random = new Random(seed);
        int agreed = 50 + random.nextInt(1_000);
        StartRule rule = new StartRule(agreed);
        Deque<SliceInLine> line = new ArrayDeque<>();
        for (int order = 1; order <= 1_200; order++) {
            line.add(new SliceInLine(order, 1 + random.nextInt(agreed)));
        }
        List<long[]> atWork = new ArrayList<>();
        List<Integer> started = new ArrayList<>();
        int rounds = 0;
        int starting = 0;
        while (!line.isEmpty() || !atWork.isEmpty()) {
            long wanted = atWork.stream().mapToLong(left -> left[0]).sum();
            List<SliceInLine> next = rule.next(wanted, List.copyOf(line));
            next.forEach(slice -> {
                line.remove();
                started.add(slice.order());
                atWork.add(new long[] {slice.jobs()});
            });
            starting += next.isEmpty() ? 0 : 1;
            long then = atWork.stream().mapToLong(left -> left[0]).sum();
            if (next.size() < SliceLimits.STARTED_AT_ONCE && !line.isEmpty()) {
                assertThat(then).as("seed %d, round %d", seed, rounds).isGreaterThanOrEqualTo(agreed);
            }
            long free = agreed;
            for (long[] left : atWork) {
                long ending = Math.min(left[0], Math.min(free, random.nextInt(1 + agreed / 20)));
                left[0] -= ending;
                free -= ending;
            }
            atWork.removeIf(left -> left[0] == 0);
            rounds++;
            assertThat(rounds).as("seed %d comes to its end", seed).isLessThan(1_000_000);
        }
        assertThat(started).as("seed %d", seed).isSorted().hasSize(1_200);
        assertThat(starting)
                .as("seed %d: rounds of %d that start something", seed, rounds)
                .isLessThan(rounds);
    }
}
