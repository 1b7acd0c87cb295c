package org.muster.webapp.orchestration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.identity.Role;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Gate;
import org.muster.processes.Variable;
import org.muster.webapp.campaigns.Decisions;
import org.muster.webapp.campaigns.ShifterLog;
import org.muster.webapp.identity.Person;
import org.muster.webapp.workflows.Workflow;
import org.muster.webapp.workflows.Workflows;
import org.springframework.stereotype.Component;

/**
 * Called {@code gates} in the models: writes down every decision, and lets only those decide who may. It runs inside the
 * completion of the task, whoever completes it and by which way, so a refused decision leaves the task as it was.
 */
@Component("gates")
public class Gates {
    /** What people have before their eyes when they decide. */
    private static final List<String> EVIDENCE = List.of(
            Variable.PLAN_TEXT.variable(),
            Variable.CODE_VERSION_PROBLEM.variable(),
            Variable.TEST_REPORT.variable(),
            Variable.PREFLIGHT_REPORT.variable(),
            Variable.PILOT_REPORT.variable(),
            Variable.NUMBERS_TEXT.variable(),
            Variable.DATASETS_REPORT.variable(),
            Variable.REPAIRS_TEXT.variable(),
            Variable.INVENTORY_TEXT.variable(),
            Variable.PAUSE_REASON.variable(),
            Variable.COMMIT.variable(),
            Variable.DOCDB.variable(),
            Variable.REPEAT_ROW.variable());

    private static final int MAX_COMMENT = 4_000;
    private static final String DONE = "done";

    private final IdentityService identities;
    private final Decisions decisions;
    private final GateEffects effects;
    private final ShifterLog log;
    private final Workflows workflows;

    Gates(IdentityService identities, Decisions decisions, GateEffects effects, ShifterLog log, Workflows workflows) {
        this.identities = identities;
        this.decisions = decisions;
        this.effects = effects;
        this.log = log;
        this.workflows = workflows;
    }

    public void record(DelegateTask task) {
        Gate gate = Gate.ofKey(task.getTaskDefinitionKey())
                .orElseThrow(() -> new IllegalStateException("no gate " + task.getTaskDefinitionKey()));
        Person decider = decider();
        Role role = roleOf(decider, gate, task);
        String decision = decision(gate, task);
        String comment = Keys.text(task, Variable.COMMENT.variable());
        if (comment.isEmpty() && (Gate.refusal(decision) || decision.equals("accept-with-remarks"))) {
            throw new RefusedAtGate("\"" + decision + "\" needs its reason: write a comment.");
        }
        if (comment.length() > MAX_COMMENT) {
            throw new RefusedAtGate("The comment is longer than " + MAX_COMMENT + " characters.");
        }
        String meeting = Keys.text(task, Variable.MEETING.variable());
        Optional<CampaignId> campaign = Keys.campaign(task);
        Optional<WorkflowId> workflow = aboutWorkflow(gate) ? Keys.workflow(task) : Optional.empty();
        Map<String, String> seen = evidence(task);
        effects.apply(gate, task, new GateEffects.Answer(decision, decider, comment));
        decisions.record(new Decisions.Taken(
                campaign, workflow, gate.key(), decision, decider.name(), role.group(), meeting, comment, seen));
        campaign.ifPresent(id -> log.write(
                id,
                decider.name(),
                task.getName() + (workflow.isPresent() ? " (" + workflow.get() + ")" : "") + ": " + decision
                        + (meeting.isEmpty() ? "" : ", meeting " + meeting)
                        + (comment.isEmpty() ? "." : ": " + comment)));
    }

    private Person decider() {
        Authentication authentication = identities.getCurrentAuthentication();
        if (authentication == null) {
            throw new RefusedAtGate("Nobody is signed in: a decision has a name.");
        }
        return Person.of(
                authentication.getUserId(), Objects.requireNonNullElse(authentication.getGroupIds(), List.of()));
    }

    private Role roleOf(Person decider, Gate gate, DelegateTask task) {
        String requester = requester(gate, task);
        if (gate.roles().contains(Role.REQUESTER)) {
            if (!decider.name().equals(requester)) {
                throw new RefusedAtGate("Only " + requester + ", who filed the request, can answer here.");
            }
            return Role.REQUESTER;
        }
        if (approval(gate) && decider.name().equals(requester)) {
            throw new RefusedAtGate("You asked for this yourself, so somebody else has to decide it.");
        }
        List<Role> allowed = gate.roles();
        if (gate == Gate.APPROVE_WORKFLOW) {
            allowed = Role.ofGroup(Keys.text(task, Variable.APPROVER.variable())).stream()
                    .toList();
        }
        return allowed.stream()
                .filter(decider::has)
                .findFirst()
                .orElseThrow(() -> new RefusedAtGate("This decision is for the group "
                        + gate.roles().stream().map(Role::group).toList() + "; you are in " + decider.groups() + "."));
    }

    /** Who asked: of a workflow of its own its owner, otherwise the campaign's requester. */
    private String requester(Gate gate, DelegateTask task) {
        if (aboutWorkflow(gate)) {
            return Keys.workflow(task)
                    .flatMap(workflows::find)
                    .map(Workflow::draft)
                    .map(Workflow.Draft::owner)
                    .orElse("");
        }
        return Keys.text(task, Variable.REQUESTER.variable());
    }

    private static boolean approval(Gate gate) {
        return gate.answers().contains("approve") || gate == Gate.CLOSE_CAMPAIGN;
    }

    private static boolean aboutWorkflow(Gate gate) {
        return gate == Gate.APPROVE_WORKFLOW || gate == Gate.DECIDE_PAUSED_WORKFLOW;
    }

    private static String decision(Gate gate, DelegateTask task) {
        if (gate.answers().isEmpty()) {
            return DONE;
        }
        String decision = Keys.text(task, gate.variable().variable());
        if (!gate.answers().contains(decision)) {
            throw new RefusedAtGate("Choose one of " + String.join(", ", gate.answers()) + ".");
        }
        return decision;
    }

    private static Map<String, String> evidence(DelegateTask task) {
        Map<String, String> seen = new TreeMap<>();
        for (String name : EVIDENCE) {
            String text = Keys.text(task, name);
            if (!text.isEmpty()) {
                seen.put(name, text);
            }
        }
        return seen;
    }
}
