package org.muster.workers.numbers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.WorkflowNumbers;
import org.muster.workers.fakes.Samples;

final class NumbersTextTest {
    private static CampaignNumbers numbers(long achieved, long requested) {
        return new CampaignNumbers(
                Samples.CAMPAIGN,
                Samples.NOW,
                10_000,
                9_800,
                0,
                Optional.of(0.98),
                achieved,
                Optional.of(requested),
                9_800,
                10_000,
                9_800,
                9_800_000,
                12.5,
                List.of(
                        new WorkflowNumbers(
                                new WorkflowId(12345),
                                10_000,
                                WorkflowState.FINISHED,
                                9_800,
                                Optional.of(0.98),
                                98_000,
                                ""),
                        new WorkflowNumbers(
                                new WorkflowId(23456),
                                5,
                                WorkflowState.RUNNING,
                                0,
                                Optional.empty(),
                                0,
                                "just begun")));
    }

    @Test
    void weeklyTableHasItsColumnsAndLeavesTheRateBlankUntilAJobHasEnded() {
        assertThat(NumbersText.of(numbers(98_000, 100_000)).lines().toList())
                .contains(
                        "workflow id   # jobs status     # jobs code=0 success rate  # of events  comments",
                        "12345          10000 finished            9800         98\u00a0%        98000",
                        "23456              5 running                0                         0  just begun");
    }

    @Test
    void achievedEventsAreShownAbsoluteAndAsShareOfWhatWasRequested() {
        assertThat(NumbersText.of(numbers(99_400, 100_000)))
                .contains("99\u202f400 of 100\u202f000 requested (99.4\u00a0%)");
        assertThat(NumbersText.of(numbers(0, 0))).contains("0 of 0 requested (-)");
    }

    /** A task shows 4,000 characters, which 50 workflows fill. */
    @Test
    void totalsComeBeforeTheTable() {
        String text = NumbersText.of(numbers(99_400, 100_000));
        assertThat(text).startsWith("Computed at ");
        assertThat(text.indexOf("requested")).isLessThan(text.indexOf("workflow id"));
    }

    @Test
    void sameNumbersAreTheSameTable() {
        assertThat(NumbersText.table(numbers(1, 2))).doesNotContain("2026");
    }
}
