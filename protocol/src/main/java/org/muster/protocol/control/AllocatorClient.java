package org.muster.protocol.control;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.http.ApiClient;
import org.muster.protocol.http.Page;

/** The allocator's control surface. Every call is idempotent, so a lost answer is asked for again. */
public final class AllocatorClient {
    /** Outputs that one call asks for by number. */
    public static final int MAX_IDS = 500;

    /** Workflows that one call asks about. */
    public static final int MAX_WORKFLOWS = 1_000;

    private static final String BASE = "/api/control";

    private final ApiClient api;

    public AllocatorClient(ApiClient api) {
        this.api = api;
    }

    public void open(WorkflowOrder order) {
        api.put(BASE + "/workflows/" + order.workflow().number(), order);
    }

    public void pause(WorkflowId workflow) {
        api.post(path(workflow) + "/pause", Map.of());
    }

    public void resume(WorkflowId workflow) {
        api.post(path(workflow) + "/resume", Map.of());
    }

    /** No more allocations; what live jobs hold they may still record and confirm. */
    public void close(WorkflowId workflow) {
        api.post(path(workflow) + "/close", Map.of());
    }

    /** Fails every input file that is not terminal. */
    public void failFiles(WorkflowId workflow) {
        api.post(path(workflow) + "/fail-files", Map.of());
    }

    public WorkflowProgress progress(WorkflowId workflow) {
        return api.get(path(workflow), new TypeReference<>() {});
    }

    /** Every workflow that is open or paused. */
    public List<WorkflowProgress> progress() {
        return api.get(BASE + "/workflows", new TypeReference<>() {});
    }

    /** Of these, at most {@link #MAX_WORKFLOWS}; those that the allocator has never been told of, or cannot read, are left out. */
    public List<WorkflowProgress> progress(List<WorkflowId> workflows) {
        return api.post(BASE + "/progress", workflows, new TypeReference<>() {});
    }

    /** Workflows that are set aside. */
    public List<Trouble> troubles() {
        return api.get(BASE + "/troubles", new TypeReference<>() {});
    }

    /** Somebody has mended rows. */
    public void lookAgainAtTroubles() {
        api.post(BASE + "/troubles/look-again", Map.of());
    }

    public List<InputQuery> inputQueries() {
        return api.get(BASE + "/input-queries", new TypeReference<>() {});
    }

    /** Creates counter files 1 to {@code count} of a Monte Carlo workflow and ends its finding. */
    public IntakeResult counters(StageRef stage, int count) {
        return api.post(BASE + "/stages/" + stage + "/counters", Map.of("count", count), new TypeReference<>() {});
    }

    public IntakeResult intake(FileIntake files) {
        return api.post(BASE + "/stages/" + files.stage() + "/files", files, new TypeReference<>() {});
    }

    /** Says that the input query is answered in full. */
    public void inputsFound(WorkflowId workflow) {
        api.post(path(workflow) + "/inputs-found", Map.of());
    }

    /** Files whose replicas are to be looked up, taken from all stages in fair turns. */
    public List<FileToLocate> filesToLocate(int limit) {
        return api.get(BASE + "/files-to-locate?limit=" + limit, new TypeReference<>() {});
    }

    public void located(List<LocatedFile> files) {
        api.post(BASE + "/located", files);
    }

    public List<StageDemand> demand() {
        return api.get(BASE + "/demand", new TypeReference<>() {});
    }

    public void register(List<NewJob> jobs) {
        api.post(BASE + "/jobs", jobs);
    }

    public void gone(List<JobsubId> jobs) {
        api.post(BASE + "/jobs/gone", new GoneJobs(jobs));
    }

    /** Ends the jobs whose last heartbeat is older than the allocator's limit. */
    public Expired expireStalled() {
        return api.post(BASE + "/jobs/expire", Map.of(), new TypeReference<>() {});
    }

    /** Of every workflow of which outputs wait to be registered, how many. */
    public List<WaitingOutputs> waitingOutputs() {
        return api.get(BASE + "/waiting-outputs", new TypeReference<>() {});
    }

    /** @param turns one of a workflow, for at most {@link OutputsTurn#MAX_OUTPUTS} outputs together */
    public OutputsToRegister outputsToRegister(List<OutputsTurn> turns) {
        return api.post(BASE + "/outputs-to-register", turns, new TypeReference<>() {});
    }

    /** How jobs of a workflow ended, most frequent first. */
    public List<JobEnding> jobEndings(WorkflowId workflow) {
        return api.get(BASE + "/workflows/" + workflow.number() + "/job-endings", new TypeReference<>() {});
    }

    /** For Muster's own processes only. A token to look at these outputs, at most {@link #MAX_IDS}, before they are registered. */
    public OutputsToRead outputsToRead(List<Long> outputs) {
        String ids = outputs.stream().map(String::valueOf).collect(Collectors.joining(","));
        return api.get(BASE + "/outputs-to-read" + ApiClient.query(Map.of("ids", ids)), new TypeReference<>() {});
    }

    public void registered(RegisteredOutputs outputs) {
        api.post(BASE + "/outputs-registered", outputs);
    }

    /**
     * Outputs that the catalogues were told of, with all that they were told.
     *
     * @param filters any of workflow, stage, ids (at most {@link #MAX_IDS}, with commas), after, limit
     */
    public Page<OutputToRegister> registeredOutputs(Map<String, String> filters) {
        return api.get(BASE + "/registered-outputs" + ApiClient.query(filters), new TypeReference<>() {});
    }

    /** Those of these files, at most 10,000, that are outputs of any workflow. */
    public List<Did> knownOutputs(List<Did> files) {
        return api.post(BASE + "/known-outputs", files, new TypeReference<>() {});
    }

    /** For Muster's own processes only. Unconfirmed outputs of long ago whose uploads may still lie about: those after this one, oldest first. */
    public OutputsToClear outputsToClear(long after, int limit) {
        return api.get(BASE + "/outputs-to-clear?after=" + after + "&limit=" + limit, new TypeReference<>() {});
    }

    public void cleared(ClearedOutputs outputs) {
        api.post(BASE + "/outputs-cleared", outputs);
    }

    /** Of every workflow that is open or paused. */
    public List<WorkflowHealth> health() {
        return api.get(BASE + "/health", new TypeReference<>() {});
    }

    /** Jobs that have not ended, of the batch system of this name. */
    public List<JobsubId> unendedJobs(String scheduler) {
        return api.get(
                BASE + "/unended-jobs" + ApiClient.query(Map.of("scheduler", scheduler)), new TypeReference<>() {});
    }

    public void inventory(Inventory inventory) {
        api.put(BASE + "/inventory", inventory);
    }

    /**
     * Why files do not go to jobs: for each stage and site that the question is about, the rules in order.
     *
     * @param asked one of {@code workflow}, {@code stage}, {@code job}, {@code file}, and or alone {@code site}
     */
    public List<WhyNot> whyNot(Map<String, String> asked) {
        return api.get(BASE + "/why-not" + ApiClient.query(asked), new TypeReference<>() {});
    }

    /** What every site would be given of a stage if something were changed; nothing is. */
    public List<WhatIf> whatIf(StageRef stage, Supposition supposition) {
        return api.post(BASE + "/stages/" + stage + "/what-if", supposition, new TypeReference<>() {});
    }

    public StageSettings settings(StageRef stage) {
        return api.get(BASE + "/stages/" + stage + "/settings", new TypeReference<>() {});
    }

    /** Holds from the next request of a job. */
    public StageSettings change(StageRef stage, StageChange change) {
        return api.post(BASE + "/stages/" + stage + "/settings", change, new TypeReference<>() {});
    }

    /** The partition gets no more work of the stage; what its jobs hold they may still finish. */
    public StageSettings quarantine(StageRef stage, NewQuarantine quarantine) {
        return api.post(BASE + "/stages/" + stage + "/quarantine", quarantine, new TypeReference<>() {});
    }

    public StageSettings release(StageRef stage, Partition partition) {
        return api.post(BASE + "/stages/" + stage + "/release", partition, new TypeReference<>() {});
    }

    public Inventory inventory() {
        return api.get(BASE + "/inventory", new TypeReference<>() {});
    }

    /** @param filters any of workflow, stage, state, site, after, limit */
    public Page<JobRow> jobs(Map<String, String> filters) {
        return api.get(BASE + "/jobs" + ApiClient.query(filters), new TypeReference<>() {});
    }

    public JobDetail job(JobsubId job) {
        return api.get(BASE + "/jobs/" + ApiClient.escape(job.value()), new TypeReference<>() {});
    }

    /** @param filters any of workflow, stage, state, did, after, limit */
    public Page<FileRow> files(Map<String, String> filters) {
        return api.get(BASE + "/files" + ApiClient.query(filters), new TypeReference<>() {});
    }

    public FileDetail file(long fileId) {
        return api.get(BASE + "/files/" + fileId, new TypeReference<>() {});
    }

    /** @param filters any of workflow, stage, state, job, did, after, limit */
    public Page<OutputRow> outputs(Map<String, String> filters) {
        return api.get(BASE + "/outputs" + ApiClient.query(filters), new TypeReference<>() {});
    }

    /** @param filters any of workflow, stage, type, did, job, site, entry, rse, exit_code, after, limit */
    public Page<EventRow> events(Map<String, String> filters) {
        return api.get(BASE + "/events" + ApiClient.query(filters), new TypeReference<>() {});
    }

    /** Every table, the largest first. */
    public List<TableGrowth> growth() {
        return api.get(BASE + "/growth", new TypeReference<>() {});
    }

    /**
     * Events by the months that they leave the database with, the oldest first.
     *
     * @param supposed {@code keep_days}, if they were kept otherwise than is configured
     */
    public List<ArchiveRow> archives(Map<String, String> supposed) {
        return api.get(BASE + "/archives" + ApiClient.query(supposed), new TypeReference<>() {});
    }

    private static String path(WorkflowId workflow) {
        return BASE + "/workflows/" + workflow.number();
    }
}
