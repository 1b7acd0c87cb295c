package org.muster.processes;

import org.muster.domain.campaign.RequestLimits;

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
    /** Rows of the plan, within the purpose of the step, that the step produces: a list of numbers. */
    PLAN_ROWS("planRows"),
    /** Added to a row to get its plan order, so that a repeated row is a new workflow: rows of the plan times repetitions. */
    PLAN_OFFSET("planOffset"),
    /** Row of {@link #PLAN_ROWS} at hand. */
    PLAN_ROW("planRow"),
    /** Rows 1..n of the plan's validation workflows; set when the campaign starts. */
    VALIDATION_ROWS("validationRows"),
    /** Rows 1..n of the plan's production workflows; set when the campaign starts. */
    PRODUCTION_ROWS("productionRows"),
    /** What a campaign that is kept open produces again: the row a person named, and the same as a list. */
    REPEAT_ROW("repeatRow"),
    REPEAT_ROWS("repeatRows"),
    /** How often a step or its workflow was begun, from 1. */
    TEST_ROUND("testRound"),
    PILOT_ROUND("pilotRound"),
    VALIDATION_ROUND("validationRound"),
    PRODUCTION_ROUND("productionRound"),
    PLAN_TEXT("planText"),
    /** Set with the plan; empty keeps what was agreed. */
    MAX_RUNNING_JOBS("maxRunningJobs"),
    SCOPE("scope"),
    COUNTERS("counters"),
    /** How many files a workflow takes, for people. */
    FILES_TEXT("filesText"),
    /** Whether nobody relies on the outputs, and whether they are few enough to run unasked; for the decision table. */
    IN_TEST_SCOPE("inTestScope"),
    WITHIN_ALLOWANCE("withinAllowance"),
    /** Whether the workflow belongs to a campaign; for the decision table. */
    IN_CAMPAIGN("inCampaign"),
    /** Result of the decision table: which group approves a workflow, empty if none has to. */
    APPROVER("approver"),
    /** What a person decided at a gate; {@link Gate} lists the answers. */
    DECISION("decision"),
    COMMENT("comment"),
    MEETING("meeting"),
    PAUSE_REASON("pauseReason"),
    /** The requester's correction of the request's code version; the request's own counts while this is empty. */
    CODE_VERSION("codeVersion"),
    /** Empty text if the code version is a tag of an official repository. */
    CODE_VERSION_PROBLEM("codeVersionProblem"),
    /** Empty text if every sample that is files is frozen. */
    SAMPLES_PROBLEM("samplesProblem"),
    TEST_PASSED("testPassed"),
    TEST_REPORT("testReport"),
    /** {@link #TEST_REPORT} of the pilot workflow. */
    PILOT_REPORT("pilotReport"),
    PREFLIGHT_PASSED("preflightPassed"),
    PREFLIGHT_REPORT("preflightReport"),
    NUMBERS("numbers"),
    NUMBERS_TEXT("numbersText"),
    DATASETS_REPORT("datasetsReport"),
    COMMIT("commit"),
    /** Number of a proposal and its kind, which group decides, and what its people read. */
    PROPOSAL("proposal"),
    PROPOSAL_KIND("proposalKind"),
    PROPOSAL_GROUP("proposalGroup"),
    PROPOSAL_QUESTION("proposalQuestion"),
    PROPOSAL_EFFECT("proposalEffect"),
    PROPOSAL_TEXT("proposalText"),
    /** Number of an incident, what its task is called, what people see on it, and which group can mend it. */
    INCIDENT("incident"),
    INCIDENT_TITLE("incidentTitle"),
    INCIDENT_TEXT("incidentText"),
    INCIDENT_GROUP("incidentGroup"),
    /** Document number of the report. */
    DOCDB("docdb"),
    /** The {@link CampaignMove} whose process came to its own end; without it the campaign does not go on. */
    STEP_REACHED("stepReached"),
    /** Of the decisions of two parallel gates: approve only if both did. */
    PRODUCTION_DECISION("productionDecision"),
    DATA_MANAGEMENT_DECISION("dataManagementDecision");

    /** Characters of a text variable at most; the engine's column is as wide. */
    public static final int MAX_TEXT = RequestLimits.COMMENT.most();

    private final String variable;

    Variable(String variable) {
        this.variable = variable;
    }

    public String variable() {
        return variable;
    }
}
