package org.muster.processes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Topics of the external tasks; workers has one handler for each. */
public enum Topic {
    /** Checks the code version's tag against the official repository. Sets {@code codeVersionProblem} (empty text if it is there). */
    CHECK_CODE_VERSION("check-code-version", Variable.CODE_VERSION_PROBLEM),
    /** Freezes the samples that are files, each to its list. Sets {@code samplesProblem} (empty text if all are). */
    FREEZE_SAMPLES("freeze-samples", Variable.SAMPLES_PROBLEM),
    /** Makes the workflow of one row of the plan through the webapp, once. In: campaignId, purpose, planOrder. Sets workflowId, scope and counters. */
    MAKE_WORKFLOW("make-workflow", Variable.WORKFLOW_ID, Variable.SCOPE, Variable.COUNTERS),
    /** Looks at the finished test workflow. Sets {@code testPassed} and {@code testReport}. */
    CHECK_TEST("check-test", Variable.TEST_PASSED, Variable.TEST_REPORT),
    /** V-01: events, scope, image and code pinned. Sets {@code preflightPassed} and {@code preflightReport}. */
    PREFLIGHT("preflight", Variable.PREFLIGHT_PASSED, Variable.PREFLIGHT_REPORT),
    /** Collects the numbers of the step that ended. Sets {@code numbers} (JSON, small) and {@code numbersText}. */
    COLLECT_NUMBERS("collect-numbers", Variable.NUMBERS, Variable.NUMBERS_TEXT),
    /** Makes the campaign's final datasets and their container. Sets {@code datasetsReport}. */
    MAKE_DATASETS("make-datasets", Variable.DATASETS_REPORT),
    /** Commits jobscripts, inputs, plan and report to the production git. Sets {@code commit}. */
    COMMIT_TO_GIT("commit-to-git", Variable.COMMIT),
    /** Tells the allocator to run a workflow. In: workflowId. */
    OPEN_WORKFLOW("open-workflow"),
    PAUSE_WORKFLOW("pause-workflow"),
    RESUME_WORKFLOW("resume-workflow"),
    /** No more allocations; what live jobs hold they may still finish. */
    STOP_WORKFLOW("stop-workflow"),
    /** Fails the files that nobody processed, when no job is live any more. */
    CLOSE_WORKFLOW("close-workflow"),
    /** Waits until every confirmed output is registered. Former: only workflows that began before {@link Message#ACCOUNTED} ask for it. */
    AWAIT_REGISTRATION("await-registration"),
    /** Closes the workflow's datasets in Rucio, freezes them in MetaCat. */
    CLOSE_DATASETS("close-datasets"),
    /** Carries out what has no result yet of an approved proposal. In: proposal, proposalKind. */
    CARRY_OUT_PROPOSAL("carry-out-proposal");

    private final String topic;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; the checker sees only List
    private final List<Variable> results;

    Topic(String topic, Variable... results) {
        this.topic = topic;
        this.results = List.of(results);
    }

    public static Optional<Topic> ofName(String topic) {
        return Stream.of(values()).filter(each -> each.topic.equals(topic)).findFirst();
    }

    /** All that a worker may set when it is done. */
    public List<Variable> results() {
        return results;
    }

    public String topic() {
        return topic;
    }
}
