package org.muster.webapp.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.text.Units;
import org.muster.protocol.platform.PlanView;
import org.muster.protocol.platform.PlannedWorkflow;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.ProductionRequest.Tape;
import org.muster.webapp.requests.Reading;
import org.muster.webapp.requests.RequestReader;

class PlanTest {
    private static final long GB = 1_000_000_000L;

    private final ProductionRequest request =
            ((Reading.Sound) new RequestReader(10_000).read(Examples.firstCampaign())).request();
    private final Plan plan = Plan.of(request, Map.of());

    /** The procedure's example S-06. */
    @Test
    void hundredThousandFilesOfOneGigabyteAreHundredTerabytesOfTape() {
        long bytes = new Tape("*.root", 100_000, GB).bytes();
        assertThat(bytes).isEqualTo(100_000 * GB);
        assertThat(Units.bytes(bytes)).isEqualTo("100\u00a0TB");
    }

    /** The procedure's example V-06: 20 784 input files in five slices. */
    @Test
    void remainingIsWhatComesAfterTheSlice() {
        long total = 20_784;
        List<Long> remaining = new ArrayList<>();
        Slice slice = new Slice(0, 6000);
        remaining.add(slice.remaining(total));
        for (long limit : new long[] {1000, 5000, 5000, Slice.TO_THE_END}) {
            slice = slice.next(limit);
            remaining.add(slice.remaining(total));
        }
        assertThat(slice.skip()).isEqualTo(17_000);
        assertThat(remaining).containsExactly(14_784L, 13_784L, 8_784L, 3_784L, 0L);
    }

    @Test
    void exampleComesToFiveWorkflows() {
        assertThat(plan.rows())
                .extracting(row -> row.purpose() + " " + row.order() + " " + row.sample() + " " + row.inputs() + "x"
                        + row.eventsPerJob().orElseThrow() + " after "
                        + row.slice().skip())
                .containsExactly(
                        "test 1 muons 10x2 after 0",
                        "pilot 1 muons 4x50 after 0",
                        "validation 1 muons 20x50 after 4",
                        "production 1 muons 60x50 after 24",
                        "production 2 pions 50x50 after 0");
    }

    @Test
    void slicesOfASampleAreContiguousAndCoverItsCounters() {
        for (String sample : List.of("muons", "pions")) {
            long next = 0;
            long total = plan.inputsOfSamples().getOrDefault(sample, 0L);
            for (PlanRow row : plan.rows()) {
                if (row.sample().equals(sample) && row.purpose() != WorkflowPurpose.TEST) {
                    assertThat(row.slice().skip()).isEqualTo(next);
                    next += row.slice().limit();
                    assertThat(row.slice().remaining(total)).isEqualTo(total - next);
                }
            }
            assertThat(next).isEqualTo(total).isPositive();
        }
    }

    @Test
    void sampleThatIsCutHasARowForEachSlice() {
        String text = Examples.text("first-campaign.yaml")
                .replace("events: 3000,", "events: 600000, slices: {events: 201000},")
                .replace("events: 2500,", "events: 2500, slices: {count: 3},");
        ProductionRequest cut = ((Reading.Sound)
                        new RequestReader(10_000).read(new RequestSubmission(text, Examples.jobscripts())))
                .request();
        Plan plan = Plan.of(cut, Map.of());
        assertThat(plan.rows(WorkflowPurpose.PRODUCTION))
                .extracting(row -> row.order() + " " + row.sample() + " " + row.inputs() + " after "
                        + row.slice().skip() + ", then "
                        + plan.remaining(row).orElseThrow())
                .containsExactly(
                        "1 muons 4020 after 24, then 7980",
                        "2 muons 4020 after 4044, then 3960",
                        "3 muons 3960 after 8064, then 0",
                        "4 pions 17 after 0, then 33",
                        "5 pions 17 after 17, then 16",
                        "6 pions 16 after 34, then 0");
        assertThat(PlanText.of(cut, PlanViews.of(new CampaignId(1), plan, 1, 6, (purpose, order) -> Optional.empty())))
                .contains("production        1-3 muons                12000         50       600000");
    }

    @Test
    void stepDoneAgainTakesCountersThatNobodyHasHad() {
        PlanRow again = plan.row(WorkflowPurpose.PRODUCTION, 3, 0);
        assertThat(again.sample()).isEqualTo("muons");
        assertThat(again.slice()).isEqualTo(new Slice(84, 60));
        assertThat(plan.row(WorkflowPurpose.PILOT, 2, 60).slice()).isEqualTo(new Slice(144, 4));
    }

    @Test
    void totalsAreThoseOfTheRows() {
        PlanView view = PlanViews.of(new CampaignId(1), plan, 1, 6, (purpose, order) -> Optional.empty());
        // Generating takes 10 + 4 + 20 + 60 + 50 jobs, reconstructing ten files a job.
        assertThat(view.jobs()).isEqualTo(144 + 1 + 1 + 2 + 6 + 5);
        assertThat(view.files()).isEqualTo(159);
        assertThat(view.bytes()).isEqualTo(144 * 25_000 + 15 * 2_000);
        assertThat(view.tapeBytes()).isEqualTo(14 * 2_000);
        assertThat(view.workflows().stream()
                        .filter(row -> row.purpose() != WorkflowPurpose.TEST)
                        .mapToLong(PlannedWorkflow::tapeBytes)
                        .sum())
                .isEqualTo(view.tapeBytes());
        assertThat(view.coreHours()).isCloseTo(1.0, org.assertj.core.data.Offset.offset(1e-9));
        // 2 + 1, 1 + 1, 4 + 1, 10 + 1 and 9 + 1 rounds of six jobs, ten minutes each.
        assertThat(view.finishSeconds()).isEqualTo((3 + 2 + 5 + 11 + 10) * 600);
    }

    @Test
    void textShowsGpusAndGroupsOfTheStepsThatNeedThem() {
        PlanView view = PlanViews.of(new CampaignId(1), plan, 1, 6, (purpose, order) -> Optional.empty());
        String step = "  - step: reconstruct\n";
        String text = Examples.text("first-campaign.yaml")
                .replace(
                        step,
                        step
                                + "    gpu: {count: 1, memory_mib: 8000, compute_capability: \"7.5\"}\n    group: /experiment/gpu\n");
        ProductionRequest asking = ((Reading.Sound)
                        new RequestReader(10_000).read(new RequestSubmission(text, Examples.jobscripts())))
                .request();

        assertThat(PlanText.of(asking, view))
                .contains(
                        "GPUs          reconstruct: 1 GPU with 8.39\u00a0GB each, compute capability 7.5 or more a job")
                .contains("Slots         reconstruct: those of /experiment/gpu only");
        assertThat(PlanText.of(request, view)).doesNotContain("GPU").doesNotContain("Slots");
    }

    @Test
    void textShowsWhatTheGroupsAgreeTo() {
        PlanView view = PlanViews.of(new CampaignId(1), plan, 2, 6, (purpose, order) -> Optional.empty());
        assertThat(PlanText.of(request, view))
                .contains("production          2 pions                   50         50         2500")
                .contains("159 jobs, 159 files")
                .contains("Tape          28.0\u00a0kB")
                .contains("with 6 jobs at once")
                .contains("Plan revision 2");
    }
}
