package org.muster.workers.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.workers.fakes.Samples;

final class RejectedRoundsTest {
    private static final List<WorkflowRow> WORKFLOWS = List.of(
            Samples.workflow(3, WorkflowPurpose.PILOT, "toy"),
            Samples.workflow(4, WorkflowPurpose.VALIDATION, "toy"),
            Samples.workflow(5, WorkflowPurpose.PRODUCTION, "toy"));

    @Test
    void sampleThatTheRequesterRejectedTakesItsPilotWithIt() {
        assertThat(rejected(decision("accept-sample", "reject", Duration.ofDays(1))))
                .containsExactlyInAnyOrder(new WorkflowId(3), new WorkflowId(4));
        assertThat(rejected(decision("check-pilot", "repeat", Duration.ofDays(1))))
                .containsExactly(new WorkflowId(3));
    }

    @Test
    void whatCameLaterOrWasAcceptedIsNotRejected() {
        assertThat(rejected(decision("accept-sample", "reject", Duration.ofDays(-1))))
                .isEmpty();
        assertThat(rejected(decision("accept-sample", "accept-with-remarks", Duration.ofDays(1))))
                .isEmpty();
        assertThat(rejected(decision("release-full-production", "refuse", Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    void reportSaysWhatRejectedRoundsLeft() {
        Set<WorkflowId> rejected = Set.of(new WorkflowId(4), new WorkflowId(3));
        Reconciliation.Side side = Reconciliation.Side.of(Set.of(), Set.of(), Set.of());
        Did dataset = new Did("toy", "d");
        assertThat(Reconciliation.report(
                        dataset,
                        List.of(new Reconciliation(
                                dataset, 3, 300, 150, new Reconciliation.Rejected(2, 1200, rejected), 0, side, side))))
                .contains("confirmed 3 files", "taken out, as REJECTED, 2 files, 1\u202f200 events: workflows w3 w4");
        assertThat(Reconciliation.Rejected.of(
                        List.of(Samples.output(3, "a.json", 100), Samples.output(4, "b.json", 100))))
                .isEqualTo(new Reconciliation.Rejected(2, 100, rejected));
    }

    private static Set<WorkflowId> rejected(DecisionRow decision) {
        return CampaignDatasets.of(Samples.campaign(WORKFLOWS, List.of(), List.of(decision)), "toy")
                .rejected();
    }

    private static DecisionRow decision(String gate, String decision, Duration later) {
        return new DecisionRow(
                gate,
                decision,
                "rita",
                "requesters",
                Samples.NOW.plus(later),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
