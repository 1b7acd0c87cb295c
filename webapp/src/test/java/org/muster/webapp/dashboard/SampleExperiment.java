package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.Quarantine;
import org.muster.protocol.control.StageSettings;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.NewWorkflow;
import org.muster.protocol.platform.RequestSubmission;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A small experiment in the running webapp: a campaign whose test runs, a workflow of the tutorial that has finished, and one
 * that is paused; with what the allocator says of them.
 */
final class SampleExperiment implements AutoCloseable {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String STEP = "  - step: reconstruct\n";

    private final Door door;
    private final EngineHand engine;
    private final JdbcClient jdbc;
    final CampaignId campaign;
    /** Of the campaign, slice test-1. */
    final WorkflowId running;

    final WorkflowId finished;
    final WorkflowId paused;

    SampleExperiment(Door door, EngineHand engine, JdbcClient jdbc) {
        this.door = door;
        this.engine = engine;
        this.jdbc = jdbc;
        engine.work();
        campaign = campaign();
        running = door.as("muster-workers")
                .make(campaign, new NewWorkflow(WorkflowPurpose.TEST, 1))
                .workflow();
        finished = submitted("Test of the FD-HD simulation", 20);
        paused = submitted("Pilot of far-detector simulation " + SampleWorkflows.TRAP, 13);
        door.as("sam").pause(paused, "11 of 13 jobs of the last hour ended in jobscript_error, most at UK_RAL-Tier1");
        door.as("muster-agents").drained(List.of(finished));
        engine.work();
        timesOfTheTutorial();
        FakeAllocator.RUNNING.knows(SampleWorkflows.finished(finished, 20));
        FakeAllocator.RUNNING.knows(SampleWorkflows.running(paused));
        FakeAllocator.RUNNING.knows(SampleWorkflows.running(running));
        ledger();
    }

    private CampaignId campaign() {
        RequestSubmission plain = Examples.campaign("pages-" + NAMES.incrementAndGet());
        CampaignId filed = door.as("rita")
                .file(new RequestSubmission(
                        plain.request()
                                        .replace("DUNE-doc-29278-v4", "\"javascript:alert(1)\"")
                                        .replace(
                                                STEP,
                                                STEP
                                                        + "    gpu: {count: 2, memory_mib: 8000, compute_capability: \"7.5\"}\n"
                                                        + "    group: /experiment/gpu\n")
                                + "# " + SampleWorkflows.TRAP + "\n",
                        plain.jobscripts()))
                .campaign();
        engine.work();
        decide(filed, "appoint-shifter", "paula", Map.of("shifter", "sam"));
        decide(filed, "edit-plan", "sam", Map.of("maxRunningJobs", 6));
        decide(filed, "approve-plan-production", "paula", Map.of("productionDecision", "approve"));
        decide(filed, "approve-plan-data-management", "dan", Map.of("dataManagementDecision", "approve"));
        return filed;
    }

    private void decide(CampaignId of, String gate, String person, Map<String, Object> variables) {
        assertThat(engine.complete(of, gate, person, variables).status())
                .as(gate)
                .isEqualTo(204);
        engine.work();
    }

    private WorkflowId submitted(String description, int files) {
        WorkflowId workflow = door.as("rita")
                .submit(SampleWorkflows.submission(description, files))
                .workflow();
        engine.work();
        if (engine.waiting(workflow).contains("approve-workflow")) {
            engine.complete(workflow, "approve-workflow", "sam", Map.of("decision", "approve"));
            engine.work();
        }
        return workflow;
    }

    private void timesOfTheTutorial() {
        jdbc.sql("update muster.workflow set created_at = :created, finished_at = :finished where id = :id")
                .param("created", Instant.parse("2024-06-07T09:48:36Z").atOffset(ZoneOffset.UTC))
                .param("finished", Instant.parse("2024-06-07T11:03:27Z").atOffset(ZoneOffset.UTC))
                .param("id", finished.number())
                .update();
    }

    private void ledger() {
        StageRef stage = new StageRef(running, 1);
        SampleLedger ledger = new SampleLedger(stage);
        FakeAllocator allocator = FakeAllocator.RUNNING;
        allocator.tells(
                "files",
                asked -> asked.getOrDefault("after", "").isEmpty()
                        ? new Page<>(ledger.files(), Optional.of("40"))
                        : new Page<>(List.of(), Optional.empty()));
        ledger.files().forEach(file -> allocator.says("files/" + file.fileId(), ledger.file()));
        allocator.says("outputs", new Page<>(ledger.outputs(), Optional.empty()));
        allocator.says("jobs", new Page<>(ledger.jobs(), Optional.empty()));
        for (JobRow job : ledger.jobs()) {
            allocator.says("jobs/" + job.jobsubId(), ledger.job(job));
        }
        allocator.says("why-not", ledger.whyNot());
        Quarantine node = new Quarantine(
                new Partition(Partition.Kind.NODE, "wn042.example"),
                "all its outputs are empty",
                "sam",
                Instant.parse("2026-11-22T20:00:00Z"));
        allocator.says("stages/" + stage + "/settings", new StageSettings(70, 250, List.of(node)));
    }

    String page() {
        return Links.campaign(campaign);
    }

    String page(WorkflowId workflow) {
        return Links.workflow(workflow);
    }

    /** What it says of any file or job is for these tests alone. */
    @Override
    public void close() {
        List.of("files", "outputs", "jobs", "why-not").forEach(FakeAllocator.RUNNING::forgets);
    }
}
