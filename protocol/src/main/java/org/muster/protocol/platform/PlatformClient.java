package org.muster.protocol.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.ArchiveRow;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FileDetail;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.JobDetail;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.StageChange;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.control.TableGrowth;
import org.muster.protocol.control.WhatIf;
import org.muster.protocol.control.WhyNot;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Page;

/** The webapp's REST API. */
public final class PlatformClient {
    private final ApiClient api;

    public PlatformClient(ApiClient api) {
        this.api = api;
    }

    public CampaignRow file(RequestSubmission request) {
        return api.post("/api/requests", request, new TypeReference<>() {});
    }

    /** Every problem of a request, and the plan it would get, without filing it. */
    public PlanView check(RequestSubmission request) {
        return api.post("/api/requests/check", request, new TypeReference<>() {});
    }

    public Page<CampaignRow> campaigns(Map<String, String> filters) {
        return api.get("/api/campaigns" + ApiClient.query(filters), new TypeReference<>() {});
    }

    public CampaignDetail campaign(CampaignId campaign) {
        return api.get(path(campaign), new TypeReference<>() {});
    }

    public CampaignNumbers numbers(CampaignId campaign) {
        return api.get(path(campaign) + "/numbers", new TypeReference<>() {});
    }

    public PlanView plan(CampaignId campaign) {
        return api.get(path(campaign) + "/plan", new TypeReference<>() {});
    }

    public void log(CampaignId campaign, String text) {
        api.post(path(campaign) + "/log", new Reason(text));
    }

    /** By file name, of the newest revision. */
    public Map<String, String> jobscripts(CampaignId campaign) {
        return api.get(path(campaign) + "/jobscripts", new TypeReference<>() {});
    }

    /** Of input files, by file name, as they were filed. */
    public Map<String, String> lists(CampaignId campaign) {
        return api.get(path(campaign) + "/lists", new TypeReference<>() {});
    }

    /** Of the campaign's definition, newest first. */
    public List<RevisionRow> revisions(CampaignId campaign) {
        return api.get(path(campaign) + "/revisions", new TypeReference<>() {});
    }

    public RevisionDetail revision(CampaignId campaign, int revision) {
        return api.get(path(campaign) + "/revisions/" + revision, new TypeReference<>() {});
    }

    /** What a revision would change, without making it. */
    public RevisionDetail checkRevision(CampaignId campaign, NewRevision wanted) {
        return api.post(path(campaign) + "/revisions/check", wanted, new TypeReference<>() {});
    }

    /** What is made of the campaign from now on is made from it. */
    public RevisionDetail revise(CampaignId campaign, NewRevision wanted) {
        return api.post(path(campaign) + "/revisions", wanted, new TypeReference<>() {});
    }

    /** Hands out no more files of this slice, until it is released. Repeating it changes nothing. */
    public void quarantine(CampaignId campaign, SliceRef slice, String reason) {
        api.post(path(campaign) + "/slices/" + slice + "/quarantine", new Reason(reason));
    }

    public void release(CampaignId campaign, SliceRef slice, String reason) {
        api.post(path(campaign) + "/slices/" + slice + "/release", new Reason(reason));
    }

    /** Those of its samples that are files, with their manifests once they are frozen. */
    public List<SampleRow> samples(CampaignId campaign) {
        return api.get(path(campaign) + "/samples", new TypeReference<>() {});
    }

    /** Names of the files that a sample was filed with as a list, in its order, some at a time. */
    public List<Did> listed(CampaignId campaign, String sample, long skip) {
        return api.get(path(campaign, sample) + "/listed?skip=" + skip, new TypeReference<>() {});
    }

    /** Files of a sample that is frozen, in the order of its manifest, {@code PIECE_FILES} at most. */
    public List<SampleFile> sampleFiles(CampaignId campaign, String sample, long skip, long limit) {
        return api.get(path(campaign, sample) + "/files?skip=" + skip + "&limit=" + limit, new TypeReference<>() {});
    }

    /**
     * For workers: some files of a sample that is being frozen. Repeating a piece replaces it.
     *
     * @param piece from 0; all have {@code PIECE_FILES} files but the last
     */
    public void piece(CampaignId campaign, String sample, int piece, List<SampleFile> files) {
        api.put(path(campaign, sample) + "/pieces/" + piece, files);
    }

    /** For workers: all pieces are there, and come to this. A sample that is frozen stays as it is. */
    public SampleCut freeze(CampaignId campaign, String sample, SampleManifest manifest) {
        return api.post(path(campaign, sample) + "/freeze", manifest, new TypeReference<>() {});
    }

    /**
     * Slices of a full production that is released, in the order of the plan.
     *
     * @param filters any of state, band, workflow_state, after, limit
     */
    public Page<SliceRow> slices(CampaignId campaign, Map<String, String> filters) {
        return api.get(path(campaign) + "/slices" + ApiClient.query(filters), new TypeReference<>() {});
    }

    /** Repeating it changes nothing. */
    public void steer(CampaignId campaign, SliceRef slice, SliceAction action, String reason) {
        api.post(path(campaign) + "/slices/" + slice + "/" + action, new Reason(reason));
    }

    /** For workers: the workflow for this row of the plan, made once. */
    public MadeWorkflow make(CampaignId campaign, NewWorkflow workflow) {
        return api.post(path(campaign) + "/workflows", workflow, new TypeReference<>() {});
    }

    public WorkflowRow submit(WorkflowSubmission workflow) {
        return api.post("/api/workflows", workflow, new TypeReference<>() {});
    }

    public Page<WorkflowRow> workflows(Map<String, String> filters) {
        return api.get("/api/workflows" + ApiClient.query(filters), new TypeReference<>() {});
    }

    public WorkflowDetail workflow(WorkflowId workflow) {
        return api.get(path(workflow), new TypeReference<>() {});
    }

    /** For workers: what the allocator is told when the workflow starts. */
    public WorkflowOrder order(WorkflowId workflow) {
        return api.get(path(workflow) + "/order", new TypeReference<>() {});
    }

    public void pause(WorkflowId workflow, String reason) {
        api.post(path(workflow) + "/pause", new Reason(reason));
    }

    public void resume(WorkflowId workflow, String reason) {
        api.post(path(workflow) + "/resume", new Reason(reason));
    }

    public void finish(WorkflowId workflow, String reason) {
        api.post(path(workflow) + "/finish", new Reason(reason));
    }

    /** For administrators: ends it where it stands, because its process cannot go on. */
    public void withdraw(WorkflowId workflow, String reason) {
        api.post(path(workflow) + "/withdraw", new Reason(reason));
    }

    /** The same of a campaign with all its workflows. */
    public void withdraw(CampaignId campaign, String reason) {
        api.post(path(campaign) + "/withdraw", new Reason(reason));
    }

    /** For the watchdog, of at most {@link DrainedWorkflow#MAX_TOLD}. Repeating it changes nothing. */
    public void drained(List<WorkflowId> workflows) {
        api.post(
                "/api/workflows/drained",
                workflows.stream().map(DrainedWorkflow::new).toList());
    }

    /** For the watchdog: too many bad jobs. Repeating it changes nothing. */
    public void sick(WorkflowId workflow, Sickness sickness) {
        api.post(path(workflow) + "/sick", sickness);
    }

    /** For the finder: what an input query found. Repeating a pass replaces what was said of it. */
    public void found(WorkflowId workflow, InputManifest manifest) {
        api.put(path(workflow) + "/input-manifests/" + manifest.pass(), manifest);
    }

    /** What the input query found, pass by pass; the last one is the workflow's list. */
    public List<InputManifest> manifests(WorkflowId workflow) {
        return api.get(path(workflow) + "/input-manifests", new TypeReference<>() {});
    }

    public Page<FileRow> files(StageRef stage, Map<String, String> filters) {
        return api.get(
                path(stage.workflow()) + "/stages/" + stage.stage() + "/files" + ApiClient.query(filters),
                new TypeReference<>() {});
    }

    public FileDetail file(long fileId) {
        return api.get("/api/files/" + fileId, new TypeReference<>() {});
    }

    public Page<OutputRow> outputs(WorkflowId workflow, Map<String, String> filters) {
        return api.get(path(workflow) + "/outputs" + ApiClient.query(filters), new TypeReference<>() {});
    }

    public Page<JobRow> jobs(Map<String, String> filters) {
        return api.get("/api/jobs" + ApiClient.query(filters), new TypeReference<>() {});
    }

    public JobDetail job(JobsubId job) {
        return api.get("/api/jobs/" + ApiClient.escape(job.value()), new TypeReference<>() {});
    }

    public Page<EventRow> events(Map<String, String> filters) {
        return api.get("/api/events" + ApiClient.query(filters), new TypeReference<>() {});
    }

    /** As {@link org.muster.protocol.control.AllocatorClient#growth}. */
    public List<TableGrowth> growth() {
        return api.get("/api/growth", new TypeReference<>() {});
    }

    /** As {@link org.muster.protocol.control.AllocatorClient#archives}. */
    public List<ArchiveRow> archives(Map<String, String> supposed) {
        return api.get("/api/archives" + ApiClient.query(supposed), new TypeReference<>() {});
    }

    /** As {@link org.muster.protocol.control.AllocatorClient#whyNot}. */
    public List<WhyNot> whyNot(Map<String, String> asked) {
        return api.get("/api/why-not" + ApiClient.query(asked), new TypeReference<>() {});
    }

    /** @param supposed any of max_distance, sites, priority, down, processors, rss_mib, wall_seconds; lists with commas */
    public List<WhatIf> whatIf(StageRef stage, Map<String, String> supposed) {
        return api.get("/api/stages/" + stage + "/what-if" + ApiClient.query(supposed), new TypeReference<>() {});
    }

    /** What may be changed of a stage while it runs, as it is now. */
    public StageSettings settings(StageRef stage) {
        return api.get("/api/stages/" + stage + "/settings", new TypeReference<>() {});
    }

    public StageSettings change(StageRef stage, StageChange change) {
        return api.post("/api/stages/" + stage + "/settings", change, new TypeReference<>() {});
    }

    public StageSettings quarantine(StageRef stage, QuarantineOrder order) {
        return api.post("/api/stages/" + stage + "/quarantine", order, new TypeReference<>() {});
    }

    public StageSettings release(StageRef stage, Partition partition) {
        return api.post("/api/stages/" + stage + "/release", partition, new TypeReference<>() {});
    }

    /** For agents: what they found. A proposal of its kind is opened, kept or withdrawn accordingly. */
    public void propose(Found found) {
        api.post("/api/proposals/" + found.proposalKind(), found);
    }

    /** @param filters any of kind, state, after, limit; the newest first */
    public Page<ProposalRow> proposals(Map<String, String> filters) {
        return api.get("/api/proposals" + ApiClient.query(filters), new TypeReference<>() {});
    }

    public ProposalDetail proposal(ProposalId proposal) {
        return api.get("/api/proposals/" + proposal.number(), new TypeReference<>() {});
    }

    /** @param filters any of proposal, kind, state, what, about, outcome, after, limit; in the order of their finding */
    public Page<ProposalLine> proposalLines(Map<String, String> filters) {
        return api.get("/api/proposals/lines" + ApiClient.query(filters), new TypeReference<>() {});
    }

    /** For workers: what was approved and has no result yet. */
    public ApprovedProposal approved(ProposalId proposal) {
        return api.get("/api/proposals/" + proposal.number() + "/approved", new TypeReference<>() {});
    }

    /** For workers: what became of some lines. Repeating it changes nothing. */
    public void carriedOut(ProposalId proposal, List<LineResult> results) {
        api.post("/api/proposals/" + proposal.number() + "/results", results);
    }

    public List<StorageUsage> storages() {
        return api.get("/api/storages", new TypeReference<>() {});
    }

    /** For the inventory agent: how full all storages are. */
    public void storages(List<StorageUsage> storages) {
        api.put("/api/storages", storages);
    }

    /** For programs: what they have set aside. Telling it again says that another try failed. */
    public void incidents(List<Incident> incidents) {
        api.post("/api/incidents", incidents);
    }

    /** For programs: these work again, or are no more. Repeating it changes nothing. */
    public void over(List<Incident> incidents) {
        api.post("/api/incidents/over", incidents);
    }

    /** @param filters any of source, subject, open (true or false), after, limit; the newest first */
    public Page<IncidentRow> incidents(Map<String, String> filters) {
        return api.get("/api/incidents" + ApiClient.query(filters), new TypeReference<>() {});
    }

    /** @param filters any of subject, gate, after, limit; what waits for the caller, the oldest first */
    public Page<TaskRow> tasks(Map<String, String> filters) {
        return api.get("/api/tasks" + ApiClient.query(filters), new TypeReference<>() {});
    }

    public TaskDetail task(String task) {
        return api.get(path(task), new TypeReference<>() {});
    }

    public void complete(String task, Map<String, String> fields) {
        api.post(path(task) + "/complete", new TaskAnswer(fields));
    }

    public List<DecisionRow> decisions(CampaignId campaign) {
        return api.get(path(campaign) + "/decisions", new TypeReference<>() {});
    }

    private static String path(String task) {
        return "/api/tasks/" + ApiClient.escape(task);
    }

    private static String path(CampaignId campaign) {
        return "/api/campaigns/" + campaign.number();
    }

    private static String path(CampaignId campaign, String sample) {
        return path(campaign) + "/samples/" + ApiClient.escape(sample);
    }

    private static String path(WorkflowId workflow) {
        return "/api/workflows/" + workflow.number();
    }
}
