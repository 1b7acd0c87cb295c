package org.muster.webapp.orchestration;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLink;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.identity.EngineName;
import org.muster.domain.identity.Role;
import org.muster.domain.text.Absent;
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
            Variable.SAMPLES_PROBLEM.variable(),
            Variable.TEST_REPORT.variable(),
            Variable.PREFLIGHT_REPORT.variable(),
            Variable.PILOT_REPORT.variable(),
            Variable.NUMBERS_TEXT.variable(),
            Variable.DATASETS_REPORT.variable(),
            Variable.PROPOSAL_TEXT.variable(),
            Variable.INCIDENT_TEXT.variable(),
            Variable.PAUSE_REASON.variable(),
            Variable.COMMIT.variable(),
            Variable.DOCDB.variable(),
            Variable.REPEAT_ROW.variable());

    private static final String DONE = "done";

    private final Decisions decisions;
    private final GateEffects effects;
    private final ShifterLog log;
    private final FourEyes fourEyes;
    private final Workflows workflows;

    Gates(Decisions decisions, GateEffects effects, ShifterLog log, FourEyes fourEyes, Workflows workflows) {
        this.fourEyes = fourEyes;
        this.decisions = decisions;
        this.effects = effects;
        this.log = log;
        this.workflows = workflows;
    }

    /** Whom a task is given to, as the engine writes their name. */
    public String assignee(String person) {
        return EngineName.of(person);
    }

    public void record(DelegateTask task) {
        Gate gate = Gate.ofKey(task.getTaskDefinitionKey())
                .orElseThrow(() -> new IllegalStateException("no gate " + task.getTaskDefinitionKey()));
        Optional<WorkflowId> workflow = aboutWorkflow(gate) ? Keys.workflow(task.getExecution()) : Optional.empty();
        Optional<CampaignId> campaign = workflow.flatMap(workflows::find)
                .flatMap(Workflow::campaign)
                .or(() -> Keys.campaign(task.getExecution()));
        Person decider =
                Person.signedIn().orElseThrow(() -> new RefusedAtGate("Nobody is signed in: a decision has a name."));
        fourEyes.require(gate, campaign, workflow, decider);
        Role role = roleOf(decider, gate, task);
        String decision = decision(gate, task);
        String comment = Keys.asWritten(task, Variable.COMMENT.variable());
        if (comment.isEmpty() && (Gate.refusal(decision) || decision.equals("accept-with-remarks"))) {
            throw new RefusedAtGate("\"" + decision + "\" needs its reason: write a comment.");
        }
        String meeting = Keys.text(task, Variable.MEETING.variable());
        Map<String, String> seen = evidence(task);
        effects.apply(gate, task, new GateEffects.Answer(decision, decider, comment));
        decisions.record(new Decisions.Taken(
                campaign,
                workflow,
                gate.key(),
                decision,
                decider.name(),
                role.group(),
                Absent.ifEmpty(meeting),
                Absent.ifEmpty(comment),
                seen));
        campaign.ifPresent(id -> log.write(
                id,
                decider.name(),
                task.getName() + (workflow.isPresent() ? " (" + workflow.get() + ")" : "") + ": " + decision
                        + (meeting.isEmpty() ? "" : ", meeting " + meeting)
                        + (comment.isEmpty() ? "." : ": " + comment)));
    }

    private static Role roleOf(Person decider, Gate gate, DelegateTask task) {
        List<Role> offered = offeredTo(task);
        List<Role> allowed = offered.isEmpty() ? gate.roles() : offered;
        if (allowed.contains(Role.REQUESTER)) {
            return Role.REQUESTER;
        }
        return allowed.stream()
                .filter(decider::has)
                .findFirst()
                .orElseThrow(() -> new RefusedAtGate("This decision is for the group "
                        + allowed.stream().map(Role::group).toList() + "; you are in " + decider.groups() + "."));
    }

    /** The groups that the task was offered to when it was made; nobody changes that afterwards. */
    private static List<Role> offeredTo(DelegateTask task) {
        return task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .flatMap(group -> Role.ofGroup(group).stream())
                .toList();
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
