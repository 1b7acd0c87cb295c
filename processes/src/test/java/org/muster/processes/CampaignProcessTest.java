package org.muster.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CampaignProcessTest {
    @RegisterExtension
    final Story story = new Story();

    private Story setUp() {
        return story.campaign(1, 2)
                .workflowsDrain()
                .completes(Gate.APPOINT_SHIFTER, Map.of("shifter", "sam"))
                .completes(Gate.EDIT_PLAN, Map.of("maxRunningJobs", 5))
                .answers(Gate.APPROVE_PLAN_PRODUCTION, "approve")
                .answers(Gate.APPROVE_PLAN_DATA_MANAGEMENT, "approve");
    }

    private Story validated() {
        return story.answers(Gate.VALIDATE_TEST_PRODUCTION, "approve")
                .answers(Gate.VALIDATE_TEST_DATA_MANAGEMENT, "approve")
                .answers(Gate.CHECK_PILOT, "continue");
    }

    private Story produced() {
        setUp();
        return validated().answers(Gate.ACCEPT_SAMPLE, "accept").answers(Gate.RELEASE_FULL_PRODUCTION, "approve");
    }

    private Story close() {
        return story.answers(Gate.CLOSE_CAMPAIGN, "close")
                .answers(Gate.CONFIRM_DATASETS, "approve")
                .completes(Gate.PRESENT_REPORT, Map.of("meeting", "2026-11-30", "docdb", "31415"));
    }

    @Test
    void goesThroughTheFiveStepsInOrder() {
        produced();
        close();

        assertThat(story.moves()).containsExactly(CampaignMove.values());
        assertThat(story.made()).containsExactly("pilot 1", "production 1", "production 2", "test 1", "validation 1");
        assertThat(story.over()).isTrue();
        assertThat(story.decisions()).extracting(StandIns.Decision::gate).doesNotHaveDuplicates();
    }

    @Test
    void waitsForTheTagBeforeAShifterIsAppointed() {
        story.next(Topic.CHECK_CODE_VERSION, Map.of("codeVersionProblem", "no tag v10_99 in dunesw"))
                .campaign(1, 1);
        assertThat(story.task(Gate.CORRECT_REQUEST).getAssignee()).isEqualTo("rita");
        assertThat(story.seen(Gate.CORRECT_REQUEST, Variable.CODE_VERSION_PROBLEM))
                .isEqualTo("no tag v10_99 in dunesw");

        story.completes(Gate.CORRECT_REQUEST, Map.of("codeVersion", "v10_12"));

        assertThat(story.waiting()).containsExactly("appoint-shifter");
        assertThat(story.seen(Gate.APPOINT_SHIFTER, Variable.CODE_VERSION)).isEqualTo("v10_12");
    }

    @Test
    void waitsForTheInputsBeforeAShifterIsAppointed() {
        story.next(Topic.FREEZE_SAMPLES, Map.of("samplesProblem", "cosmics: Rucio does not know a:b"))
                .campaign(1, 1);
        assertThat(story.seen(Gate.CORRECT_REQUEST, Variable.SAMPLES_PROBLEM))
                .isEqualTo("cosmics: Rucio does not know a:b");

        story.completes(Gate.CORRECT_REQUEST, Map.of());

        assertThat(story.waiting()).containsExactly("appoint-shifter");
        assertThat(story.calls(Topic.FREEZE_SAMPLES)).isEqualTo(2);
        assertThat(story.seen(Gate.APPOINT_SHIFTER, Variable.PLAN_TEXT)).isEqualTo("the plan with its samples");
    }

    /** The engine's verb for an error that nobody catches would otherwise end the step as if it were done. */
    @Test
    void noStepIsSkippedByAnError() {
        story.next(Topic.CHECK_CODE_VERSION, Map.of("codeVersionProblem", "no tag v10_99 in dunesw"))
                .campaign(1, 1);
        String task = story.task(Gate.CORRECT_REQUEST).getId();

        assertThatThrownBy(() -> Story.ENGINE.getTaskService().handleBpmnError(task, "x"))
                .isInstanceOf(ProcessEngineException.class);

        assertThat(story.waiting()).containsExactly("correct-request");
        assertThat(story.moves()).containsExactly(CampaignMove.SET_UP);
    }

    /** Whatever ends a step's process elsewhere than at its end: here an administrator of the database. */
    @Test
    void stepThatIsTakenAwayTakesTheCampaignWithIt() {
        story.campaign(1, 1);

        Story.ENGINE
                .getRuntimeService()
                .deleteProcessInstance(story.task(Gate.APPOINT_SHIFTER).getProcessInstanceId(), "by hand");

        assertThat(story.moves()).containsExactly(CampaignMove.SET_UP);
        assertThat(story.made()).isEmpty();
    }

    @Test
    void planRefusedByOneGroupReturnsToTheShifter() {
        story.campaign(1, 1)
                .completes(Gate.APPOINT_SHIFTER, Map.of("shifter", "sam"))
                .completes(Gate.EDIT_PLAN, Map.of())
                .answers(Gate.APPROVE_PLAN_PRODUCTION, "approve");
        assertThat(story.waiting()).containsExactly("approve-plan-data-management");

        story.answers(Gate.APPROVE_PLAN_DATA_MANAGEMENT, "refuse", "no room on tape");
        assertThat(story.waiting()).containsExactly("edit-plan");
        assertThat(story.moves()).containsExactly(CampaignMove.SET_UP);

        story.completes(Gate.EDIT_PLAN, Map.of());
        assertThat(story.waiting()).containsExactly("approve-plan-data-management", "approve-plan-production");
    }

    @Test
    void commentOfOneTaskIsNotShownOnTheNext() {
        story.campaign(1, 1).completes(Gate.APPOINT_SHIFTER, Map.of("shifter", "sam", "comment", "knows the detector"));

        assertThat(story.seen(Gate.EDIT_PLAN, Variable.COMMENT)).isNull();
        assertThat(story.seen(Gate.EDIT_PLAN, Variable.SHIFTER)).isEqualTo("sam");
    }

    @Test
    void failingTestIsRepeatedAsAnotherWorkflow() {
        story.next(Topic.CHECK_TEST, Map.of("testPassed", false, "testReport", "3 of 10 jobs ended with 134"));
        setUp();
        assertThat(story.seen(Gate.REVIEW_TEST, Variable.TEST_REPORT)).isEqualTo("3 of 10 jobs ended with 134");

        story.answers(Gate.REVIEW_TEST, "retry", "more memory");

        assertThat(story.made()).containsExactly("test 1", "test 2");
        assertThat(story.waiting()).containsExactly("validate-test-data-management", "validate-test-production");
    }

    @Test
    void shifterMayLetTheGroupsJudgeAFailedTestAndTheyMayAskForAnother() {
        story.next(Topic.CHECK_TEST, Map.of("testPassed", false, "testReport", "one site was down"));
        setUp();

        story.answers(Gate.REVIEW_TEST, "accept", "site was down")
                .answers(Gate.VALIDATE_TEST_PRODUCTION, "approve")
                .answers(Gate.VALIDATE_TEST_DATA_MANAGEMENT, "refuse", "metadata is missing");

        assertThat(story.made()).containsExactly("test 1", "test 2");
        assertThat(story.moves()).endsWith(CampaignMove.TEST);
    }

    @Test
    void preflightHoldsTheSampleUntilItIsFixed() {
        story.next(Topic.PREFLIGHT, Map.of("preflightPassed", false, "preflightReport", "scope is usertests"));
        setUp().answers(Gate.VALIDATE_TEST_PRODUCTION, "approve")
                .answers(Gate.VALIDATE_TEST_DATA_MANAGEMENT, "approve");
        assertThat(story.made()).containsExactly("test 1");

        story.completes(Gate.FIX_PREFLIGHT, Map.of("comment", "scope corrected"));

        assertThat(story.made()).containsExactly("pilot 1", "test 1");
    }

    @Test
    void pilotIsRepeatedAsAnotherWorkflow() {
        setUp().answers(Gate.VALIDATE_TEST_PRODUCTION, "approve")
                .answers(Gate.VALIDATE_TEST_DATA_MANAGEMENT, "approve")
                .answers(Gate.CHECK_PILOT, "repeat", "wrong geometry");

        assertThat(story.made()).containsExactly("pilot 1", "pilot 2", "test 1");
        assertThat(story.seen(Gate.CHECK_PILOT, Variable.PILOT_REPORT)).isEqualTo("10 of 10 jobs ended with 0");
    }

    @Test
    void rejectedSampleIsTestedAgainAndProducedWithNewCounters() {
        setUp();
        validated().answers(Gate.ACCEPT_SAMPLE, "reject", "noise is missing");
        assertThat(story.moves()).endsWith(CampaignMove.VALIDATION_SAMPLE, CampaignMove.TEST);
        assertThat(story.waiting()).containsExactly("validate-test-data-management", "validate-test-production");

        validated();

        assertThat(story.made())
                .containsExactly("pilot 1", "pilot 2", "test 1", "test 2", "validation 1", "validation 2");
        assertThat(story.waiting()).containsExactly("accept-sample");
    }

    @Test
    void overdueAnswerOfTheRequesterIsTakenUpByProduction() {
        setUp();
        validated().timersFire();
        assertThat(story.waiting()).containsExactly("accept-sample", "remind-requester");

        story.completes(Gate.REMIND_REQUESTER, Map.of("comment", "answers on Monday"))
                .answers(Gate.ACCEPT_SAMPLE, "accept-with-remarks");

        assertThat(story.waiting()).containsExactly("release-full-production");
    }

    @Test
    void fullProductionWaitsForItsRelease() {
        setUp();
        validated()
                .answers(Gate.ACCEPT_SAMPLE, "accept")
                .answers(Gate.RELEASE_FULL_PRODUCTION, "refuse", "after the shutdown");
        assertThat(story.waiting()).containsExactly("release-full-production");
        assertThat(story.made()).doesNotContain("production 1");
    }

    @Test
    void workflowsOfThePlanRunInItsOrder() {
        story.campaign(0, 2)
                .completes(Gate.APPOINT_SHIFTER, Map.of("shifter", "sam"))
                .completes(Gate.EDIT_PLAN, Map.of())
                .answers(Gate.APPROVE_PLAN_PRODUCTION, "approve")
                .answers(Gate.APPROVE_PLAN_DATA_MANAGEMENT, "approve")
                .tells(1, Message.DRAINED);
        story.answers(Gate.VALIDATE_TEST_PRODUCTION, "approve")
                .answers(Gate.VALIDATE_TEST_DATA_MANAGEMENT, "approve")
                .tells(2, Message.DRAINED)
                .answers(Gate.CHECK_PILOT, "continue")
                .answers(Gate.ACCEPT_SAMPLE, "accept")
                .answers(Gate.RELEASE_FULL_PRODUCTION, "approve");
        assertThat(story.made()).containsExactly("pilot 1", "production 1", "test 1");

        story.tells(3, Message.DRAINED);
        assertThat(story.made()).contains("production 2");
    }

    @Test
    void productionOfTheFormerModelGoesOnByIt() {
        story.formerProduction(2).answers(Gate.RELEASE_FULL_PRODUCTION, "approve");
        assertThat(story.made()).containsExactly("production 1");

        story.tells(1, Message.PAUSE).tells(1, Message.RESUME).tells(1, Message.DRAINED);
        assertThat(story.made()).containsExactly("production 1", "production 2");

        story.tells(2, Message.DRAINED);
        assertThat(story.calls(Topic.COLLECT_NUMBERS)).isEqualTo(1);
        assertThat(story.over()).isTrue();
    }

    @Test
    void keptOpenCampaignProducesTheNamedRowAgain() {
        produced()
                .completes(
                        Gate.CLOSE_CAMPAIGN,
                        Map.of("decision", "keep-open", "repeatRow", 2, "comment", "tail of sample 2"));
        assertThat(story.waiting()).containsExactly("release-full-production");
        assertThat(story.moves()).endsWith(CampaignMove.CLOSE_OUT, CampaignMove.FULL_PRODUCTION);

        story.answers(Gate.RELEASE_FULL_PRODUCTION, "approve");

        assertThat(story.made()).contains("production 4").doesNotContain("production 3");
        close();
        assertThat(story.over()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void campaignIsNotKeptOpenForARowThatThePlanHasNot(int row) {
        produced();

        assertThatThrownBy(() -> story.completes(
                        Gate.CLOSE_CAMPAIGN, Map.of("decision", "keep-open", "repeatRow", row, "comment", "tail")))
                .isInstanceOf(ProcessEngineException.class);

        assertThat(story.waiting()).containsExactly("close-campaign");
    }

    @Test
    void datasetsAreMadeAgainUntilDataManagementConfirms() {
        produced()
                .answers(Gate.CLOSE_CAMPAIGN, "close")
                .answers(Gate.CONFIRM_DATASETS, "refuse", "one file is missing");
        assertThat(story.waiting()).containsExactly("close-campaign");
    }

    @Test
    void taskHasItsPeopleItsDueDateAndItsForm() {
        story.campaign(1, 1);

        var task = story.task(Gate.APPOINT_SHIFTER);

        assertThat(task.getDueDate()).isNotNull().isAfter(task.getFollowUpDate());
        assertThat(task.getCamundaFormRef().getKey()).isEqualTo("appoint-shifter");
        assertThat(Story.ENGINE.getTaskService().getIdentityLinksForTask(task.getId()))
                .extracting("groupId")
                .containsExactly("production");
    }
}
