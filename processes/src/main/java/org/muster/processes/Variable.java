package org.muster.processes;

/** Process variables: ids and small numbers, and the texts that people see on their task. Never secrets, never file lists. */
public enum Variable {
    CAMPAIGN_ID("campaignId"),
    CAMPAIGN_NAME("campaignName"),
    REQUESTER("requester"),
    SHIFTER("shifter"),
    WORKFLOW_ID("workflowId"),
    /** One of test, pilot, validation, production. */
    PURPOSE("purpose"),
    /** Row of the plan, from 1, within its purpose. */
    PLAN_ORDER("planOrder"),
    /** Rows 1..n of the plan to be produced, a list of numbers. */
    PLAN_ROWS("planRows"),
    PLAN_TEXT("planText"),
    SCOPE("scope"),
    COUNTERS("counters"),
    /** Result of the decision table: which group approves a workflow, empty if none has to. */
    APPROVER("approver"),
    /** What a person decided at a gate: approve, refuse, accept, accept-with-remarks, reject, close, keep-open, resume, finish. */
    DECISION("decision"),
    COMMENT("comment"),
    MEETING("meeting"),
    PAUSE_REASON("pauseReason"),
    CODE_VERSION_PROBLEM("codeVersionProblem"),
    TEST_PASSED("testPassed"),
    TEST_REPORT("testReport"),
    PREFLIGHT_PASSED("preflightPassed"),
    PREFLIGHT_REPORT("preflightReport"),
    NUMBERS("numbers"),
    NUMBERS_TEXT("numbersText"),
    DATASETS_REPORT("datasetsReport"),
    COMMIT("commit"),
    /** Of the decisions of two parallel gates: approve only if both did. */
    PRODUCTION_DECISION("productionDecision"),
    DATA_MANAGEMENT_DECISION("dataManagementDecision");

    private final String variable;

    Variable(String variable) {
        this.variable = variable;
    }

    public String variable() {
        return variable;
    }
}
