package org.muster.webapp.slices;

import org.muster.domain.campaign.CampaignId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.platform.SliceRef;
import org.muster.webapp.campaigns.ShifterLog;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.identity.Person;
import org.muster.webapp.workflows.SteerWorkflow;
import org.muster.webapp.workflows.Workflow;
import org.muster.webapp.workflows.Workflows;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps a slice of a campaign's inputs apart from the rest, and lets it go on. A slice is the input of one workflow and of no
 * other, so that workflow is paused and resumed; the campaign's log says so.
 */
@Component
public class QuarantineSlice {
    private final Workflows workflows;
    private final SteerWorkflow steer;
    private final ShifterLog log;

    QuarantineSlice(Workflows workflows, SteerWorkflow steer, ShifterLog log) {
        this.workflows = workflows;
        this.steer = steer;
        this.log = log;
    }

    @Transactional
    public void quarantine(CampaignId campaign, SliceRef slice, Person person, String reason) {
        Workflow workflow = of(campaign, slice);
        steer.pause(workflow.id(), person, reason);
        if (workflow.state() != WorkflowState.PAUSED) {
            log.write(campaign, person.name(), "Quarantined " + name(slice, workflow) + ": " + reason);
        }
    }

    @Transactional
    public void release(CampaignId campaign, SliceRef slice, Person person, String reason) {
        Workflow workflow = of(campaign, slice);
        steer.resume(workflow.id(), person, reason);
        if (workflow.state() != WorkflowState.RUNNING) {
            log.write(campaign, person.name(), "Released " + name(slice, workflow) + ": " + reason);
        }
    }

    private static String name(SliceRef slice, Workflow workflow) {
        return "slice " + slice + " (" + workflow.id() + ")";
    }

    private Workflow of(CampaignId campaign, SliceRef slice) {
        return workflows
                .made(campaign, slice.purpose(), slice.order())
                .orElseThrow(() -> RefusedRequest.notFound("workflow for slice " + slice + " of " + campaign));
    }
}
