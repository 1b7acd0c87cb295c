package org.muster.launcher.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    private final RestartPolicy policy = new RestartPolicy();

    @Test
    void waitsTwiceAsLongAfterEachDeathAndThenGivesUp() {
        for (int death = 0; death < RestartPolicy.MAX_RESTARTS; death++) {
            assertThat(policy.died(START)).contains(START.plusSeconds(1L << death));
        }
        assertThat(policy.died(START)).isEmpty();
    }

    @Test
    void forgetsDeathsOfLongAgo() {
        for (int death = 0; death < RestartPolicy.MAX_RESTARTS; death++) {
            policy.died(START);
        }
        Instant later = START.plus(RestartPolicy.WINDOW).plus(Duration.ofSeconds(1));
        assertThat(policy.died(later)).contains(later.plusSeconds(1));
    }
}
