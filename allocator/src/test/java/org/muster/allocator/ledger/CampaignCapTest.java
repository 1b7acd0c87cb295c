package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.RAL;
import static org.muster.allocator.grid.Orders.RAL_ECHO;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.ledger.commands.OpenWorkflow;
import org.muster.allocator.ledger.questions.AskDemand;
import org.muster.allocator.ledger.questions.ExplainMatching;
import org.muster.allocator.ledger.questions.ExplainMatching.Subject;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.MatchingRule;
import org.muster.protocol.control.StageDemand;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.WorkflowOrder;

/** Of all workflows of a campaign together no more jobs live than were agreed. */
class CampaignCapTest {
    private static final int AGREED = 3;

    private final Scene scene = new Scene();

    @BeforeEach
    void threeWorkflows() {
        open(1, Optional.of("beam-2026"));
        open(2, Optional.of("beam-2026"));
        open(3, Optional.empty());
    }

    private void open(int workflow, Optional<String> campaign) {
        StageOrder stage = Orders.stage(1, new Orders.Caps(Distance.ANYWHERE, 1, 6, AGREED));
        WorkflowOrder plain = Orders.order(workflow, stage);
        scene.given(new OpenWorkflow(new WorkflowOrder(
                new WorkflowId(workflow),
                campaign,
                plain.owner(),
                plain.scope(),
                plain.quotaName(),
                plain.mql(),
                plain.stages())));
        scene.files(workflow, List.of(workflow + "a", workflow + "b", workflow + "c", workflow + "d"), RAL_ECHO);
    }

    @Test
    void jobsOfAllItsWorkflowsCountAndTheNextStartsWhenOneEnds() {
        scene.startedJob(1, 1, RAL);
        Scene.Actor first = scene.startedJob(1, 1, RAL);
        scene.startedJob(2, 1, RAL);

        Scene.Actor next = scene.job(2, 1);
        assertThat(scene.refused(next.offer(RAL))).isEqualTo(Refusal.NOT_NOW);
        assertThat(next.state()).as("it waits").isEqualTo(JobState.SUBMITTED);
        assertThat(scene.given(new ExplainMatching(new Subject.OfStage(StageRef.of(2, 1)), Optional.of(RAL))))
                .singleElement()
                .satisfies(whyNot -> assertThat(whyNot.blocking()).contains(MatchingRule.CAMPAIGN_CAP));

        scene.given(first.abort(EventType.JOB_ABORTED));
        scene.given(next.offer(RAL));
    }

    @Test
    void workflowsOfTheirOwnAreNotCounted() {
        scene.startedJob(1, 1, RAL);
        scene.startedJob(1, 1, RAL);
        scene.startedJob(2, 1, RAL);
        scene.startedJob(3, 1, RAL);
        scene.startedJob(3, 1, RAL);
    }

    @Test
    void jobsAreAskedForOnceForWhatTheCampaignMayStillStart() {
        assertThat(running()).containsExactly(AGREED, 0, AGREED);

        scene.startedJob(2, 1, RAL);
        assertThat(running()).as("one lives of the second").containsExactly(AGREED - 1, 1, AGREED);
    }

    private List<Integer> running() {
        return scene.decide(new AskDemand()).stream()
                .map(StageDemand::maxRunningJobs)
                .toList();
    }
}
