package org.muster.webapp.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.job.JobsubId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FileDetail;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.JobDetail;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.Quarantine;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.WhyNot;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.IncidentRow;
import org.muster.protocol.platform.LogEntry;
import org.muster.protocol.platform.ProposalDetail;
import org.muster.protocol.platform.ProposalLine;
import org.muster.protocol.platform.ProposalRow;
import org.muster.protocol.platform.SliceRef;
import org.muster.protocol.platform.StorageUsage;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.webapp.http.Refusal;
import org.muster.webapp.orchestration.ProcessPictures.ProcessPicture;
import org.muster.webapp.orchestration.WaitingTasks.WaitingTask;

/** A small experiment in memory: two campaigns, workflow w2251 of the tutorial, and an allocator that can be switched off. */
final class SampleData implements DashboardData {
    private final List<LogEntry> log = new ArrayList<>(SampleCampaigns.LOG);
    private final List<String> actions = new ArrayList<>();
    private boolean allocatorAway;

    synchronized void allocatorGoesAway() {
        allocatorAway = true;
    }

    synchronized void allocatorIsBack() {
        allocatorAway = false;
    }

    /** What people did to workflows, as {@code pause w2252 sam: reason}. */
    synchronized List<String> actions() {
        return List.copyOf(actions);
    }

    @Override
    public Page<CampaignRow> campaigns(Map<String, String> filters) {
        return all(SampleCampaigns.ROWS);
    }

    @Override
    public synchronized CampaignDetail campaign(CampaignId campaign) {
        CampaignRow row = SampleCampaigns.ROWS.stream()
                .filter(candidate -> candidate.campaign().equals(campaign))
                .findFirst()
                .orElseThrow(() -> missing("campaign " + campaign));
        return new CampaignDetail(
                row,
                SampleCampaigns.REQUEST,
                SampleCampaigns.plan(campaign),
                SampleWorkflows.ROWS,
                SampleCampaigns.DECISIONS,
                log,
                Map.of("Policy", "https://example.org/policy", "Trap", "javascript:alert(1)"));
    }

    @Override
    public CampaignNumbers numbers(CampaignId campaign) {
        return SampleCampaigns.numbers(campaign);
    }

    @Override
    public Optional<ProcessPicture> picture(CampaignId campaign) {
        return Optional.of(SampleCampaigns.picture());
    }

    @Override
    public Page<WorkflowRow> workflows(Map<String, String> filters) {
        String state = filters.getOrDefault("state", "");
        return all(SampleWorkflows.ROWS.stream()
                .filter(row -> state.isEmpty() || row.state().toString().equals(state))
                .toList());
    }

    @Override
    public synchronized WorkflowDetail workflow(WorkflowId workflow) {
        WorkflowRow row = SampleWorkflows.find(workflow).orElseThrow(() -> missing("workflow " + workflow));
        return new WorkflowDetail(
                row,
                SampleWorkflows.STAGES,
                allocatorAway ? Optional.empty() : Optional.of(SampleWorkflows.progress(workflow)));
    }

    @Override
    public String quotaName(WorkflowId workflow) {
        return "group_dune.prod";
    }

    @Override
    public Page<FileRow> files(Map<String, String> filters) {
        return fromAllocator(new Page<>(SampleLedger.FILES, Optional.of("40")));
    }

    @Override
    public FileDetail file(long fileId) {
        return fromAllocator(SampleLedger.FILE);
    }

    @Override
    public Page<OutputRow> outputs(Map<String, String> filters) {
        return fromAllocator(all(SampleLedger.OUTPUTS));
    }

    @Override
    public Page<JobRow> jobs(Map<String, String> filters) {
        return fromAllocator(all(SampleLedger.JOBS));
    }

    @Override
    public JobDetail job(JobsubId job) {
        return fromAllocator(SampleLedger.job(job));
    }

    @Override
    public List<WhyNot> whyNot(StageRef stage) {
        return SampleLedger.whyNot(stage);
    }

    @Override
    public Optional<StageSettings> settings(StageRef stage) {
        Quarantine node = new Quarantine(
                new Partition(Partition.Kind.NODE, "wn042.example"),
                "all its outputs are empty",
                "sam",
                Instant.parse("2026-11-22T20:00:00Z"));
        return Optional.of(new StageSettings(70, 250, List.of(node)));
    }

    @Override
    public Page<EventRow> events(Map<String, String> filters) {
        return fromAllocator(all(SampleLedger.EVENTS));
    }

    @Override
    public List<String> proposalKinds() {
        return List.of("inventory", "repairs");
    }

    @Override
    public Page<ProposalRow> proposals(Map<String, String> filters) {
        return all(SampleProposals.PROPOSALS);
    }

    @Override
    public ProposalDetail proposal(ProposalId proposal) {
        return SampleProposals.DETAIL;
    }

    @Override
    public Optional<ProposalId> formerProposal(String key) {
        return key.equals("r3") ? Optional.of(new ProposalId(3)) : Optional.empty();
    }

    @Override
    public Page<ProposalLine> proposalLines(Map<String, String> filters) {
        return all(SampleProposals.LINES);
    }

    @Override
    public List<IncidentRow> incidents() {
        return List.of();
    }

    @Override
    public List<StorageUsage> storages() {
        return SampleProposals.STORAGES;
    }

    @Override
    public synchronized Map<WorkflowId, WorkflowProgress> progress(Collection<WorkflowId> workflows) {
        return allocatorAway
                ? Map.of()
                : workflows.stream().collect(Collectors.toMap(id -> id, SampleWorkflows::progress));
    }

    @Override
    public List<String> catalogueTroubles() {
        return List.of("Rucio does not answer since 2026-11-22T20:00:00Z. Registration of outputs waits.");
    }

    @Override
    public synchronized boolean allocatorAnswers() {
        return !allocatorAway;
    }

    @Override
    public List<WaitingTask> tasks(Viewer viewer) {
        return SampleCampaigns.TASKS;
    }

    @Override
    public String modelVersion() {
        return "7";
    }

    @Override
    public synchronized void log(CampaignId campaign, String text, Viewer author) {
        log.add(new LogEntry(Instant.parse("2026-11-22T12:00:00Z"), author.name(), text));
    }

    @Override
    public synchronized void act(WorkflowId workflow, WorkflowAction action, String reason, Viewer viewer) {
        if (workflow(workflow).workflow().state() == WorkflowState.FINISHED) {
            throw Refusal.conflict("Workflow " + workflow + " has finished.");
        }
        actions.add(action + " " + workflow + " " + viewer.name() + ": " + reason);
    }

    @Override
    public synchronized void quarantine(CampaignId campaign, SliceRef slice, String reason, Viewer viewer) {
        actions.add("quarantine " + campaign + " " + slice + " " + viewer.name() + ": " + reason);
    }

    @Override
    public synchronized void release(CampaignId campaign, SliceRef slice, String reason, Viewer viewer) {
        throw Refusal.conflict("Slice " + slice + " is not in quarantine.");
    }

    private synchronized <T> T fromAllocator(T answer) {
        if (allocatorAway) {
            throw new ExternalSystemUnavailable("allocator", "no answer");
        }
        return answer;
    }

    private static <T> Page<T> all(List<T> rows) {
        return new Page<>(rows, Optional.empty());
    }

    private static ApiRefused missing(String what) {
        return Refusal.notFound(what);
    }
}
