package org.muster.processes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.domain.campaign.RequestLimits;
import org.muster.domain.identity.Role;
import org.muster.domain.workflow.WorkflowLimits;

/**
 * Every user task: its definition key, which is also the name of its form and of the gate in the campaign's record, who may
 * complete it, and the answers it takes.
 */
public enum Gate {
    /** Offered to the group that the decision table named. */
    APPROVE_WORKFLOW("approve-workflow", Variable.DECISION, Answers.APPROVAL, Role.PRODUCTION, Role.SHIFTER),
    DECIDE_PAUSED_WORKFLOW("decide-paused-workflow", Variable.DECISION, List.of("resume", "finish"), Role.SHIFTER),
    CORRECT_REQUEST("correct-request", Variable.DECISION, List.of(), Role.REQUESTER),
    APPOINT_SHIFTER("appoint-shifter", Variable.DECISION, List.of(), Role.PRODUCTION),
    EDIT_PLAN("edit-plan", Variable.DECISION, List.of(), Role.SHIFTER),
    APPROVE_PLAN_PRODUCTION("approve-plan-production", Variable.PRODUCTION_DECISION, Answers.APPROVAL, Role.PRODUCTION),
    APPROVE_PLAN_DATA_MANAGEMENT(
            "approve-plan-data-management", Variable.DATA_MANAGEMENT_DECISION, Answers.APPROVAL, Role.DATA_MANAGEMENT),
    REVIEW_TEST("review-test", Variable.DECISION, List.of("retry", "accept"), Role.SHIFTER),
    VALIDATE_TEST_PRODUCTION(
            "validate-test-production", Variable.PRODUCTION_DECISION, Answers.APPROVAL, Role.PRODUCTION),
    VALIDATE_TEST_DATA_MANAGEMENT(
            "validate-test-data-management", Variable.DATA_MANAGEMENT_DECISION, Answers.APPROVAL, Role.DATA_MANAGEMENT),
    FIX_PREFLIGHT("fix-preflight", Variable.DECISION, List.of(), Role.SHIFTER),
    CHECK_PILOT("check-pilot", Variable.DECISION, List.of("continue", "repeat"), Role.SHIFTER),
    ACCEPT_SAMPLE(
            "accept-sample", Variable.DECISION, List.of("accept", "accept-with-remarks", "reject"), Role.REQUESTER),
    REMIND_REQUESTER("remind-requester", Variable.DECISION, List.of(), Role.PRODUCTION),
    RELEASE_FULL_PRODUCTION("release-full-production", Variable.DECISION, Answers.APPROVAL, Role.PRODUCTION),
    CLOSE_CAMPAIGN("close-campaign", Variable.DECISION, List.of("close", "keep-open"), Role.PRODUCTION),
    CONFIRM_DATASETS("confirm-datasets", Variable.DECISION, Answers.APPROVAL, Role.DATA_MANAGEMENT),
    PRESENT_REPORT("present-report", Variable.DECISION, List.of(), Role.SHIFTER),
    /** Offered to the group of the proposal's kind. */
    DECIDE_PROPOSAL(
            "decide-proposal",
            Variable.DECISION,
            Answers.APPROVAL,
            Role.DATA_MANAGEMENT,
            Role.PRODUCTION,
            Role.SHIFTER),
    /** Offered to the group that can mend it. */
    LOOK_AT_INCIDENT("look-at-incident", Variable.DECISION, List.of("try-again"), Role.SHIFTER, Role.ADMIN);

    private final String key;
    private final Variable variable;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; the checker sees only List
    private final List<String> answers;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Role> roles;

    Gate(String key, Variable variable, List<String> answers, Role... roles) {
        this.key = key;
        this.variable = variable;
        this.answers = answers;
        this.roles = List.of(roles);
    }

    public static Optional<Gate> ofKey(String key) {
        return Stream.of(values()).filter(gate -> gate.key.equals(key)).findFirst();
    }

    public String key() {
        return key;
    }

    /** Where the answer is; without meaning if there are no answers to choose from. */
    public Variable variable() {
        return variable;
    }

    /** The answers to choose from; empty if completing the task says it all. */
    public List<String> answers() {
        return answers;
    }

    /** Who may answer. At the requester's gates it is the campaign's own requester. */
    public List<Role> roles() {
        return roles;
    }

    /** Everything that may be sent when the task is completed, as its form asks for it. */
    public List<GateField> fields() {
        List<GateField> fields = new ArrayList<>();
        if (!answers.isEmpty()) {
            fields.add(GateField.mandatory(variable, new GateField.Choice(answers)));
        }
        switch (this) {
            case CORRECT_REQUEST ->
                fields.add(GateField.optional(Variable.CODE_VERSION, GateField.Text.of(RequestLimits.CODE_VERSION)));
            case APPOINT_SHIFTER ->
                fields.add(GateField.mandatory(Variable.SHIFTER, GateField.Text.of(RequestLimits.MEETING)));
            case EDIT_PLAN ->
                fields.add(
                        GateField.optional(Variable.MAX_RUNNING_JOBS, GateField.Count.of(WorkflowLimits.RUNNING_JOBS)));
            case CLOSE_CAMPAIGN ->
                fields.add(GateField.optional(Variable.REPEAT_ROW, GateField.Count.of(RequestLimits.ROWS)));
            case PRESENT_REPORT ->
                fields.add(GateField.mandatory(Variable.DOCDB, GateField.Text.of(RequestLimits.MEETING)));
            default -> {
                // The answer, a comment and the meeting say it all.
            }
        }
        GateField.Text comment = GateField.Text.of(RequestLimits.COMMENT);
        fields.add(
                this == REVIEW_TEST || this == FIX_PREFLIGHT
                        ? GateField.mandatory(Variable.COMMENT, comment)
                        : GateField.optional(Variable.COMMENT, comment));
        fields.add(GateField.optional(Variable.MEETING, GateField.Text.of(RequestLimits.MEETING)));
        return List.copyOf(fields);
    }

    /** Whether this answer needs its reason in the comment. */
    public static boolean refusal(String answer) {
        return Answers.REFUSALS.contains(answer);
    }

    private static final class Answers {
        static final List<String> APPROVAL = List.of("approve", "refuse");
        static final List<String> REFUSALS = List.of("refuse", "reject", "keep-open", "repeat", "retry");
    }
}
