package org.muster.webapp.dashboard;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.job.JobsubId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FileDetail;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.JobDetail;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.WhyNot;
import org.muster.protocol.control.WorkflowProgress;
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
import org.muster.webapp.orchestration.ProcessPictures.ProcessPicture;
import org.muster.webapp.orchestration.WaitingTasks.WaitingTask;

/**
 * What the pages ask for. Filters are those of the REST API. What does not exist, or may not be done, is an {@link
 * org.muster.protocol.http.ApiRefused}; an allocator that does not answer is an {@link
 * org.muster.domain.failure.ExternalSystemUnavailable}.
 */
interface DashboardData {
    Page<CampaignRow> campaigns(Map<String, String> filters);

    CampaignDetail campaign(CampaignId campaign);

    CampaignNumbers numbers(CampaignId campaign);

    Optional<ProcessPicture> picture(CampaignId campaign);

    Page<WorkflowRow> workflows(Map<String, String> filters);

    /** While the allocator does not answer, with the progress it last told. */
    WorkflowDetail workflow(WorkflowId workflow);

    /** HTCondor group or Rucio account that the workflow runs under. */
    String quotaName(WorkflowId workflow);

    Page<FileRow> files(Map<String, String> filters);

    FileDetail file(long fileId);

    Page<OutputRow> outputs(Map<String, String> filters);

    Page<JobRow> jobs(Map<String, String> filters);

    JobDetail job(JobsubId job);

    Page<EventRow> events(Map<String, String> filters);

    /** What jobs at each site can be given of a stage, and what is in the way; empty if the allocator cannot say. */
    List<WhyNot> whyNot(StageRef stage);

    /** What may be changed of a stage while it runs; empty if it is over or the allocator cannot say. */
    Optional<StageSettings> settings(StageRef stage);

    List<String> proposalKinds();

    Page<ProposalRow> proposals(Map<String, String> filters);

    ProposalDetail proposal(ProposalId proposal);

    /** The one that was called {@code r3} or {@code i2} while each kind had its own numbers. */
    Optional<ProposalId> formerProposal(String key);

    Page<ProposalLine> proposalLines(Map<String, String> filters);

    List<StorageUsage> storages();

    /** Those that are not over, the newest first. */
    List<IncidentRow> incidents();

    /** How far these workflows are, as the allocator says or last said; those it was never told of are left out. */
    Map<WorkflowId, WorkflowProgress> progress(Collection<WorkflowId> workflows);

    /** Whether the allocator answered when it was last asked. */
    boolean allocatorAnswers();

    /** What is wrong with the catalogues, in words for people. */
    List<String> catalogueTroubles();

    /** Tasks that this person or their groups may do, oldest first. */
    List<WaitingTask> tasks(Viewer viewer);

    /** Version of the campaign model that new campaigns follow. */
    String modelVersion();

    void log(CampaignId campaign, String text, Viewer author);

    void quarantine(CampaignId campaign, SliceRef slice, String reason, Viewer viewer);

    void release(CampaignId campaign, SliceRef slice, String reason, Viewer viewer);

    void act(WorkflowId workflow, WorkflowAction action, String reason, Viewer viewer);
}
