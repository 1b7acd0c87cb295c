package org.muster.webapp.dashboard;

import java.util.Map;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.subject.Subject;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.http.ApiClient;

/** Addresses of the pages. */
final class Links {
    static final String HOME = "/dashboard";
    static final String CAMPAIGNS = HOME + "/campaigns";
    static final String WORKFLOWS = HOME + "/workflows";
    static final String FILES = HOME + "/files";
    static final String JOBS = HOME + "/jobs";
    static final String OUTPUTS = HOME + "/outputs";
    static final String EVENTS = HOME + "/events";
    static final String PROPOSALS = HOME + "/proposals";
    static final String STORAGES = HOME + "/storages";
    static final String GROWTH = HOME + "/growth";
    /** What the pages of proposals were called while each kind had its own. */
    static final String REPAIRS = HOME + "/repairs";

    static final String INVENTORY = HOME + "/inventory";

    private Links() {}

    static String sample(CampaignId campaign, String sample) {
        return campaign(campaign) + "/samples/" + sample;
    }

    static String campaign(CampaignId campaign) {
        return CAMPAIGNS + "/" + campaign.number();
    }

    static String revision(CampaignId campaign, int revision) {
        return campaign(campaign) + "/revisions/" + revision;
    }

    static String workflow(WorkflowId workflow) {
        return WORKFLOWS + "/" + workflow.number();
    }

    static String stage(StageRef stage) {
        return workflow(stage.workflow()) + "/stages/" + stage.stage();
    }

    static String file(long fileId) {
        return FILES + "/" + fileId;
    }

    static String job(JobsubId job) {
        return JOBS + "/" + ApiClient.escape(job.value());
    }

    /** A list page of what belongs to a stage, in one state. */
    static String inState(String list, StageRef stage, Object state) {
        return ofStage(list, stage) + "&state=" + ApiClient.escape(state.toString());
    }

    static String ofStage(String list, StageRef stage) {
        return list + "?workflow=" + stage.workflow().number() + "&stage=" + stage.stage();
    }

    static String ofWorkflow(String list, WorkflowId workflow) {
        return list + "?workflow=" + workflow.number();
    }

    static String ofJob(String list, JobsubId job) {
        return list + ApiClient.query(Map.of("job", job.value()));
    }

    static String outputs(Did file) {
        return OUTPUTS + ApiClient.query(Map.of("did", file.toString()));
    }

    static String proposal(ProposalId proposal) {
        return PROPOSALS + "/" + proposal.number();
    }

    static String proposalsOf(String kind) {
        return PROPOSALS + ApiClient.query(Map.of("kind", kind));
    }

    /** A task in Camunda's Tasklist. */
    static String task(String taskId) {
        return "/tasks/" + ApiClient.escape(taskId);
    }

    /** The page of what a task or an incident is about; empty if it has none. */
    static String subject(String businessKey) {
        Subject subject = Subject.parse(businessKey);
        if (subject instanceof Subject.OfCampaign of) {
            return campaign(of.campaign());
        }
        if (subject instanceof Subject.OfProposal of) {
            return proposal(of.proposal());
        }
        return subject.workflow().map(Links::workflow).orElse("");
    }
}
