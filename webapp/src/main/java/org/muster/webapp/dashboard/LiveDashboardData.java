package org.muster.webapp.dashboard;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.job.JobsubId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FileDetail;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.JobDetail;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.WhyNot;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.IncidentRow;
import org.muster.protocol.platform.ProposalDetail;
import org.muster.protocol.platform.ProposalLine;
import org.muster.protocol.platform.ProposalRow;
import org.muster.protocol.platform.SliceRef;
import org.muster.protocol.platform.StorageUsage;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.webapp.allocation.Ledger;
import org.muster.webapp.campaigns.CampaignViews;
import org.muster.webapp.campaigns.QuarantineSlice;
import org.muster.webapp.campaigns.ShifterLog;
import org.muster.webapp.incidents.Incidents;
import org.muster.webapp.inputs.CatalogueWatch;
import org.muster.webapp.inventory.Storages;
import org.muster.webapp.orchestration.ProcessPictures;
import org.muster.webapp.orchestration.ProcessPictures.ProcessPicture;
import org.muster.webapp.orchestration.WaitingTasks;
import org.muster.webapp.orchestration.WaitingTasks.WaitingTask;
import org.muster.webapp.proposals.ProposalKinds;
import org.muster.webapp.proposals.ProposalViews;
import org.muster.webapp.proposals.Proposals;
import org.muster.webapp.workflows.SteerWorkflow;
import org.muster.webapp.workflows.WorkflowViews;
import org.springframework.stereotype.Component;

/** The platform as it is: our own tables, the engine, and the allocator's ledger. */
@Component
class LiveDashboardData implements DashboardData {
    private final CampaignViews campaigns;
    private final ShifterLog shifterLog;
    private final QuarantineSlice slices;
    private final WorkflowViews workflows;
    private final SteerWorkflow steer;
    private final Ledger ledger;
    private final AllocatorClient allocator;
    private final ProcessPictures pictures;
    private final WaitingTasks tasks;
    private final CatalogueWatch catalogues;
    private final ProposalKinds kinds;
    private final ProposalViews proposalViews;
    private final Proposals proposals;
    private final Storages storages;
    private final Incidents incidents;

    LiveDashboardData(
            CampaignViews campaigns,
            ShifterLog shifterLog,
            QuarantineSlice slices,
            WorkflowViews workflows,
            SteerWorkflow steer,
            Ledger ledger,
            AllocatorClient allocator,
            ProcessPictures pictures,
            WaitingTasks tasks,
            CatalogueWatch catalogues,
            ProposalKinds kinds,
            ProposalViews proposalViews,
            Proposals proposals,
            Storages storages,
            Incidents incidents) {
        this.kinds = kinds;
        this.proposalViews = proposalViews;
        this.proposals = proposals;
        this.storages = storages;
        this.incidents = incidents;
        this.catalogues = catalogues;
        this.campaigns = campaigns;
        this.shifterLog = shifterLog;
        this.slices = slices;
        this.workflows = workflows;
        this.steer = steer;
        this.ledger = ledger;
        this.allocator = allocator;
        this.pictures = pictures;
        this.tasks = tasks;
    }

    @Override
    public Page<CampaignRow> campaigns(Map<String, String> filters) {
        return campaigns.page(filters);
    }

    @Override
    public CampaignDetail campaign(CampaignId campaign) {
        return campaigns.detail(campaign);
    }

    @Override
    public CampaignNumbers numbers(CampaignId campaign) {
        return campaigns.numbers(campaign);
    }

    @Override
    public Optional<ProcessPicture> picture(CampaignId campaign) {
        return pictures.of(campaign);
    }

    @Override
    public Page<WorkflowRow> workflows(Map<String, String> filters) {
        return workflows.page(filters);
    }

    @Override
    public WorkflowDetail workflow(WorkflowId workflow) {
        return workflows.detail(workflow);
    }

    @Override
    public String quotaName(WorkflowId workflow) {
        return workflows.order(workflow).quotaName();
    }

    @Override
    public Page<FileRow> files(Map<String, String> filters) {
        return allocator.files(filters);
    }

    @Override
    public FileDetail file(long fileId) {
        return allocator.file(fileId);
    }

    @Override
    public Page<OutputRow> outputs(Map<String, String> filters) {
        return allocator.outputs(filters);
    }

    @Override
    public Page<JobRow> jobs(Map<String, String> filters) {
        return allocator.jobs(filters);
    }

    @Override
    public JobDetail job(JobsubId job) {
        return allocator.job(job);
    }

    /** A stage that is over has nothing to match; a page about it is shown all the same. */
    @Override
    public List<WhyNot> whyNot(StageRef stage) {
        try {
            return allocator.whyNot(Map.of("stage", stage.toString()));
        } catch (ApiRefused | ExternalSystemUnavailable e) {
            return List.of();
        }
    }

    @Override
    public Optional<StageSettings> settings(StageRef stage) {
        try {
            return Optional.of(allocator.settings(stage));
        } catch (ApiRefused | ExternalSystemUnavailable e) {
            return Optional.empty();
        }
    }

    @Override
    public Page<EventRow> events(Map<String, String> filters) {
        return workflows.events(filters);
    }

    @Override
    public List<String> proposalKinds() {
        return kinds.names();
    }

    @Override
    public Page<ProposalRow> proposals(Map<String, String> filters) {
        return proposalViews.page(filters);
    }

    @Override
    public ProposalDetail proposal(ProposalId proposal) {
        return proposalViews.detail(proposal);
    }

    @Override
    public Optional<ProposalId> formerProposal(String key) {
        return proposals.formerly(key);
    }

    @Override
    public Page<ProposalLine> proposalLines(Map<String, String> filters) {
        return proposalViews.lines(filters);
    }

    @Override
    public List<StorageUsage> storages() {
        return storages.all();
    }

    @Override
    public List<IncidentRow> incidents() {
        return incidents.page(Map.of("open", "true")).rows();
    }

    @Override
    public Map<WorkflowId, WorkflowProgress> progress(Collection<WorkflowId> ids) {
        return ledger.progress(ids);
    }

    @Override
    public List<String> catalogueTroubles() {
        return catalogues.banners();
    }

    @Override
    public boolean allocatorAnswers() {
        return ledger.answering();
    }

    @Override
    public List<WaitingTask> tasks(Viewer viewer) {
        return tasks.of(viewer.name(), Set.copyOf(viewer.person().groups()));
    }

    @Override
    public String modelVersion() {
        return pictures.modelVersion();
    }

    @Override
    public void log(CampaignId campaign, String text, Viewer author) {
        CampaignRow found = campaigns.row(campaign);
        shifterLog.write(found.campaign(), author.name(), text);
    }

    @Override
    public void quarantine(CampaignId campaign, SliceRef slice, String reason, Viewer viewer) {
        slices.quarantine(campaign, slice, viewer.person(), reason);
    }

    @Override
    public void release(CampaignId campaign, SliceRef slice, String reason, Viewer viewer) {
        slices.release(campaign, slice, viewer.person(), reason);
    }

    @Override
    public void act(WorkflowId workflow, WorkflowAction action, String reason, Viewer viewer) {
        switch (action) {
            case PAUSE -> steer.pause(workflow, viewer.person(), reason);
            case RESUME -> steer.resume(workflow, viewer.person(), reason);
            case FINISH -> steer.finish(workflow, viewer.person(), reason);
        }
    }
}
