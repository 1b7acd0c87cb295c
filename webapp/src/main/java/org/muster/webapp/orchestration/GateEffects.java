package org.muster.webapp.orchestration;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.identity.User;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.identity.EngineName;
import org.muster.domain.identity.Role;
import org.muster.domain.proposal.ProposalTrigger;
import org.muster.domain.text.Absent;
import org.muster.processes.Gate;
import org.muster.processes.Variable;
import org.muster.protocol.http.ApiRefused;
import org.muster.webapp.campaigns.CampaignPlans;
import org.muster.webapp.campaigns.Campaigns;
import org.muster.webapp.campaigns.Revisions;
import org.muster.webapp.identity.Person;
import org.muster.webapp.incidents.Incidents;
import org.muster.webapp.proposals.Proposals;
import org.springframework.stereotype.Component;

/** What a decision changes besides the way of the process: shifter, plan, code version, proposals. */
@Component
class GateEffects {
    /** Names of possible shifters in a message, at most. */
    private static final int MAX_NAMED = 20;

    private final Campaigns campaigns;
    private final CampaignPlans plans;
    private final IdentityService identities;
    private final Proposals proposals;
    private final Incidents incidents;
    private final EngineIncidents engineIncidents;
    private final Revisions revisions;

    GateEffects(
            Campaigns campaigns,
            CampaignPlans plans,
            IdentityService identities,
            Proposals proposals,
            Incidents incidents,
            EngineIncidents engineIncidents,
            Revisions revisions) {
        this.revisions = revisions;
        this.incidents = incidents;
        this.engineIncidents = engineIncidents;
        this.campaigns = campaigns;
        this.plans = plans;
        this.identities = identities;
        this.proposals = proposals;
    }

    /** What somebody answered. */
    record Answer(String decision, Person decider, String comment) {
        ProposalTrigger trigger() {
            return Gate.refusal(decision) ? ProposalTrigger.REFUSE : ProposalTrigger.APPROVE;
        }
    }

    void apply(Gate gate, DelegateTask task, Answer answer) {
        DelegateExecution execution = task.getExecution();
        switch (gate) {
            case APPOINT_SHIFTER -> appoint(campaign(execution), task);
            case EDIT_PLAN -> editPlan(campaign(execution), task);
            case CORRECT_REQUEST -> correctCodeTag(campaign(execution), task);
            case DECIDE_PAUSED_WORKFLOW -> {
                task.getExecution()
                        .setVariable(Keys.STEERED_BY, answer.decider().name());
                task.getExecution().setVariable(Keys.STEERED_WHY, answer.comment());
            }
            case REVIEW_TEST, VALIDATE_TEST_PRODUCTION, VALIDATE_TEST_DATA_MANAGEMENT ->
                isOfTheNewestRevision(campaign(execution), answer);
            case CLOSE_CAMPAIGN -> nameARow(campaign(execution), task, answer);
            case DECIDE_PROPOSAL ->
                stillOpen(proposals.decide(
                        known(Keys.proposal(execution)),
                        answer.trigger(),
                        answer.decider().name(),
                        answer.comment()));
            case LOOK_AT_INCIDENT -> tryAgain(known(Keys.incident(task.getExecution())), answer);
            default -> {
                // The answer alone says where the process goes.
            }
        }
    }

    private void tryAgain(int incident, Answer answer) {
        stillOpen(incidents.answer(incident, answer.decider().name(), Absent.ifEmpty(answer.comment())));
        incidents.find(incident).ifPresent(engineIncidents::again);
    }

    private static <T> T known(Optional<T> subject) {
        return subject.orElseThrow(() -> new IllegalStateException("a process without its key"));
    }

    private static void stillOpen(boolean decided) {
        if (!decided) {
            throw new RefusedAtGate("This was withdrawn, because it is no longer true.");
        }
    }

    /** Nobody says of a jobscript that it passed a test that it never had. */
    private void isOfTheNewestRevision(CampaignId campaign, Answer answer) {
        if (!Gate.refusal(answer.decision())) {
            revisions.untested(campaign).ifPresent(revision -> {
                throw new RefusedAtGate("The test was of an earlier revision than " + revision
                        + ", which is the newest: \"" + answer.decision() + "\" has to wait for a test of that one.");
            });
        }
    }

    private void appoint(CampaignId campaign, DelegateTask task) {
        String shifter = Keys.text(task, Variable.SHIFTER.variable());
        List<User> shifters =
                identities.createUserQuery().memberOfGroup(Role.SHIFTER.group()).listPage(0, 1000);
        if (shifters.stream().noneMatch(user -> user.getId().equals(EngineName.of(shifter)))) {
            throw new RefusedAtGate("\"" + shifter + "\" is not one of the shifters who have signed in so far: "
                    + shifters.stream()
                            .map(User::getId)
                            .sorted()
                            .limit(MAX_NAMED)
                            .toList());
        }
        campaigns.appoint(campaign, shifter);
    }

    /** The model makes a list of the row even when the campaign closes, and a list that holds nothing cannot be kept. */
    private void nameARow(CampaignId id, DelegateTask task, Answer answer) {
        Optional<Integer> row = Keys.number(task, Variable.REPEAT_ROW.variable());
        if (!Gate.refusal(answer.decision())) {
            task.setVariable(Variable.REPEAT_ROW.variable(), row.orElse(1));
            return;
        }
        int rows = plans.plan(campaigns.find(id).orElseThrow())
                .rows(WorkflowPurpose.PRODUCTION)
                .size();
        if (row.filter(number -> number <= rows).isEmpty()) {
            throw new RefusedAtGate(
                    "Keeping the campaign open produces a row of its plan again: name one, 1 to " + rows + ".");
        }
    }

    private void editPlan(CampaignId campaign, DelegateTask task) {
        int jobs = Keys.number(task, Variable.MAX_RUNNING_JOBS.variable())
                .orElseGet(() -> campaigns.find(campaign).orElseThrow().maxRunningJobs());
        campaigns.revisePlan(campaign, jobs);
        showPlan(campaign, task);
    }

    private void correctCodeTag(CampaignId campaign, DelegateTask task) {
        String tag = Keys.text(task, Variable.CODE_VERSION.variable());
        if (tag.isEmpty()) {
            return;
        }
        if (!tag.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new RefusedAtGate("The code version is a tag such as v1.0.0.");
        }
        campaigns.correctCodeTag(campaign, tag);
        showPlan(campaign, task);
    }

    /** Reads the request again, which also refuses a correction that makes it worse. */
    private void showPlan(CampaignId campaign, DelegateTask task) {
        try {
            task.setVariable(Variable.PLAN_TEXT.variable(), LongText.of(plans.text(campaign)));
        } catch (ApiRefused e) {
            throw new RefusedAtGate(e.problem().title() + " "
                    + e.problem().problems().stream().map(Object::toString).toList());
        }
    }

    private static CampaignId campaign(DelegateExecution execution) {
        return Keys.campaign(execution)
                .orElseThrow(() -> new IllegalStateException("a campaign's process without its key"));
    }
}
