package org.muster.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.domain.workflow.WorkflowState;

final class WorkflowProcessTest {
    @RegisterExtension
    final Story story = new Story();

    @Test
    void smallTestRunsWithoutApprovalUntilItIsDrained() {
        story.workflow(7, "usertests", 100);
        assertThat(story.state(7)).isEqualTo(WorkflowState.RUNNING);
        assertThat(story.waiting()).isEmpty();

        story.tells(7, Message.DRAINED);

        assertThat(story.state(7)).isEqualTo(WorkflowState.FINISHED);
        assertThat(story.over()).isTrue();
    }

    @Test
    void datasetsCloseWhenOutputsAreRegisteredAndNothingIsHeldUntilThen() {
        story.outputsLag().workflow(7, "usertests", 100).tells(7, Message.DRAINED);

        assertThat(story.state(7)).isEqualTo(WorkflowState.CHECKING);
        assertThat(story.calls(Topic.STOP_WORKFLOW)).isEqualTo(1);
        assertThat(story.calls(Topic.CLOSE_WORKFLOW)).isZero();
        assertThat(Story.ENGINE
                        .getExternalTaskService()
                        .createExternalTaskQuery()
                        .count())
                .as("tasks of workers")
                .isZero();

        story.outputsAreRegistered();
        assertThat(story.state(7)).isEqualTo(WorkflowState.FINISHED);
        assertThat(story.calls(Topic.CLOSE_WORKFLOW)).isEqualTo(1);
        assertThat(story.over()).isTrue();
    }

    @Test
    void workflowOfTheFormerModelEndsByIt() {
        story.formerWorkflow(7).tells(7, Message.PAUSE).tells(7, Message.RESUME).tells(7, Message.DRAINED);

        assertThat(story.calls(Topic.STOP_WORKFLOW)).isZero();
        assertThat(story.calls(Topic.AWAIT_REGISTRATION)).isEqualTo(1);
        assertThat(story.state(7)).isEqualTo(WorkflowState.FINISHED);
        assertThat(story.over()).isTrue();
    }

    @Test
    void largeTestWaitsForTheShifters() {
        story.workflow(7, "usertests", 101);
        assertThat(story.state(7)).isEqualTo(WorkflowState.SUBMITTED);
        assertThat(story.seen(Gate.APPROVE_WORKFLOW, Variable.APPROVER)).isEqualTo("shifters");

        story.answers(Gate.APPROVE_WORKFLOW, "approve");

        assertThat(story.state(7)).isEqualTo(WorkflowState.RUNNING);
    }

    @Test
    void refusedWorkflowNeverRuns() {
        story.workflow(7, "hd-protodune", 1);
        assertThat(story.seen(Gate.APPROVE_WORKFLOW, Variable.APPROVER)).isEqualTo("production");

        story.answers(Gate.APPROVE_WORKFLOW, "refuse", "wrong scope");

        assertThat(story.state(7)).isEqualTo(WorkflowState.DELETED);
        assertThat(story.over()).isTrue();
        assertThat(story.decisions())
                .containsExactly(new StandIns.Decision(Gate.APPROVE_WORKFLOW, "refuse", "wrong scope"));
    }

    @Test
    void refusalWithoutAReasonIsNotTaken() {
        story.workflow(7, "hd-protodune", 1);

        assertThatThrownBy(() -> story.answers(Gate.APPROVE_WORKFLOW, "refuse"))
                .hasStackTraceContaining("a refusal needs its reason");

        assertThat(story.state(7)).isEqualTo(WorkflowState.SUBMITTED);
        assertThat(story.waiting()).containsExactly("approve-workflow");
    }

    @Test
    void pausedWorkflowIsResumedByTheShiftersTask() {
        story.workflow(7, "usertests", 10)
                .tells(7, Message.PAUSE, Map.of("pauseReason", "more than 10 jobscript errors"));
        assertThat(story.state(7)).isEqualTo(WorkflowState.PAUSED);
        assertThat(story.seen(Gate.DECIDE_PAUSED_WORKFLOW, Variable.PAUSE_REASON))
                .isEqualTo("more than 10 jobscript errors");

        story.answers(Gate.DECIDE_PAUSED_WORKFLOW, "resume");

        assertThat(story.state(7)).isEqualTo(WorkflowState.RUNNING);
        assertThat(story.waiting()).isEmpty();
    }

    @Test
    void pausedWorkflowIsResumedByMessageAndTheTaskIsGone() {
        story.workflow(7, "usertests", 10).tells(7, Message.PAUSE).tells(7, Message.RESUME);

        assertThat(story.state(7)).isEqualTo(WorkflowState.RUNNING);
        assertThat(story.waiting()).isEmpty();
    }

    @Test
    void workflowIsPausedAsOftenAsNeeded() {
        story.workflow(7, "usertests", 10)
                .tells(7, Message.PAUSE)
                .tells(7, Message.RESUME)
                .tells(7, Message.PAUSE)
                .answers(Gate.DECIDE_PAUSED_WORKFLOW, "resume")
                .tells(7, Message.DRAINED);

        assertThat(story.state(7)).isEqualTo(WorkflowState.FINISHED);
    }

    @Test
    void pausedWorkflowIsFinishedByTheShiftersTask() {
        story.workflow(7, "usertests", 10)
                .tells(7, Message.PAUSE)
                .answers(Gate.DECIDE_PAUSED_WORKFLOW, "finish", "not worth mending");

        assertThat(story.state(7)).isEqualTo(WorkflowState.FINISHED);
        assertThat(story.over()).isTrue();
    }

    @Test
    void pausedWorkflowIsFinishedByMessage() {
        story.workflow(7, "usertests", 10).tells(7, Message.PAUSE).tells(7, Message.FINISH);

        assertThat(story.state(7)).isEqualTo(WorkflowState.FINISHED);
        assertThat(story.over()).isTrue();
    }

    @Test
    void runningWorkflowIsFinishedEarly() {
        story.workflow(7, "usertests", 10).tells(7, Message.FINISH);

        assertThat(story.state(7)).isEqualTo(WorkflowState.FINISHED);
        assertThat(story.over()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Message.class)
    void messageToAFinishedWorkflowChangesNothing(Message message) {
        story.workflow(7, "usertests", 10).tells(7, Message.DRAINED);

        assertThat(story.ignores(7, message)).isTrue();
        assertThat(story.state(7)).isEqualTo(WorkflowState.FINISHED);
    }

    @Test
    void messageThatDoesNotFitTheStateChangesNothing() {
        story.workflow(7, "usertests", 10);
        assertThat(story.ignores(7, Message.RESUME)).isTrue();

        story.tells(7, Message.PAUSE);
        assertThat(story.ignores(7, Message.PAUSE)).isTrue();
        assertThat(story.ignores(7, Message.DRAINED)).isTrue();
        assertThat(story.state(7)).isEqualTo(WorkflowState.PAUSED);
    }

    @Test
    void messageReachesOnlyItsWorkflow() {
        story.workflow(7, "usertests", 10).workflow(8, "usertests", 10).tells(8, Message.PAUSE);

        assertThat(story.state(7)).isEqualTo(WorkflowState.RUNNING);
        assertThat(story.state(8)).isEqualTo(WorkflowState.PAUSED);
    }
}
