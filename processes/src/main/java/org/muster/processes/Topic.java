package org.muster.processes;

/** Topics of the external tasks; workers has one handler for each. */
public enum Topic {
    /** Checks the code version's tag against the official repository. Sets {@code codeVersionProblem} (empty text if it is there). */
    CHECK_CODE_VERSION("check-code-version"),
    /** Makes the workflow of one row of the plan through the webapp, once. In: campaignId, purpose, planOrder. Sets workflowId. */
    MAKE_WORKFLOW("make-workflow"),
    /** Looks at the finished test workflow. Sets {@code testPassed} and {@code testReport}. */
    CHECK_TEST("check-test"),
    /** V-01: events, scope, image and code pinned. Sets {@code preflightPassed} and {@code preflightReport}. */
    PREFLIGHT("preflight"),
    /** Collects the numbers of the step that ended. Sets {@code numbers} (JSON, small) and {@code numbersText}. */
    COLLECT_NUMBERS("collect-numbers"),
    /** Makes the campaign's final datasets and their container. Sets {@code datasetsReport}. */
    MAKE_DATASETS("make-datasets"),
    /** Commits jobscripts, inputs, plan and report to the production git. Sets {@code commit}. */
    COMMIT_TO_GIT("commit-to-git"),
    /** Tells the allocator to run a workflow. In: workflowId. */
    OPEN_WORKFLOW("open-workflow"),
    PAUSE_WORKFLOW("pause-workflow"),
    RESUME_WORKFLOW("resume-workflow"),
    /** No more allocations; waits until no job is live. */
    CLOSE_WORKFLOW("close-workflow"),
    /** Waits until every confirmed output is registered. */
    AWAIT_REGISTRATION("await-registration"),
    /** Closes the workflow's datasets in Rucio, freezes them in MetaCat. */
    CLOSE_DATASETS("close-datasets"),
    /** Carries out what has no result yet of an approved repair list. In: repairListId. Sets {@code repairsReport}. */
    CARRY_OUT_REPAIRS("carry-out-repairs"),
    /** Gives the allocator an approved inventory. In: inventoryProposal. */
    APPLY_INVENTORY("apply-inventory");

    private final String topic;

    Topic(String topic) {
        this.topic = topic;
    }

    public String topic() {
        return topic;
    }
}
