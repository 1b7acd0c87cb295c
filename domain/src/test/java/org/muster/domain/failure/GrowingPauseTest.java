package org.muster.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowingPauseTest {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    @Test
    void growsWithEachFailureUpToTheLongest() {
        GrowingPause pause = new GrowingPause(Duration.ofSeconds(2), 3, LONGEST);

        assertThat(IntStream.rangeClosed(0, 5).mapToObj(pause::after))
                .extracting(Duration::toSeconds)
                .containsExactly(0L, 2L, 6L, 18L, 20L, 20L);
        assertThat(pause.after(Integer.MAX_VALUE)).isEqualTo(LONGEST);
    }

    @Test
    void isNeverLongerThanTheLongest() {
        assertThat(new GrowingPause(Duration.ofMinutes(1), 2, LONGEST).after(1)).isEqualTo(LONGEST);
    }

    @Test
    void growsFromSomethingBySomething() {
        assertThatIllegalArgumentException().isThrownBy(() -> new GrowingPause(Duration.ZERO, 2, LONGEST));
        assertThatIllegalArgumentException().isThrownBy(() -> new GrowingPause(LONGEST, 1, LONGEST));
    }
}
