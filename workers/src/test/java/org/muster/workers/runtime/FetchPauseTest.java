package org.muster.workers.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.client.exception.ExternalTaskClientException;
import org.junit.jupiter.api.Test;

final class FetchPauseTest {
    private final FetchPause pause = new FetchPause();
    private final ExternalTaskClientException gone = new ExternalTaskClientException("connection refused");

    @Test
    void doesNotPauseWhileTheEngineAnswers() {
        pause.reconfigure(List.of(), null);

        assertThat(pause.calculateBackoffTime()).isZero();
    }

    @Test
    void pausesLongerAndLongerWithinABoundAndForgetsItAtTheFirstAnswer() {
        long longest = 0;
        for (int i = 0; i < 20; i++) {
            pause.reconfigure(List.of(), gone);
            assertThat(pause.calculateBackoffTime())
                    .isGreaterThanOrEqualTo(longest)
                    .isPositive();
            longest = pause.calculateBackoffTime();
        }
        assertThat(longest).isEqualTo(10_000);

        pause.reconfigure(List.of(), null);
        assertThat(pause.calculateBackoffTime()).isZero();
    }
}
