package org.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.AllocationRow;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowRow;

/** Parts of the running platform are killed while jobs run; afterwards every file is accounted for, and none was done twice. */
@ExtendWith(RunningPlatform.Extension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {
    private static final Duration WORKFLOW_LIMIT = Duration.ofMinutes(4);
    private static final Duration STEP_LIMIT = Duration.ofMinutes(1);

    private final RunningPlatform muster;
    private final PlatformClient shifter;
    private final AllocatorClient allocator;

    FaultsIT(RunningPlatform muster) {
        this.muster = muster;
        this.shifter = muster.person("sam").platform();
        this.allocator = muster.allocator();
    }

    @Test
    @Order(1)
    void aWrapperJobKilledMidWayGivesItsFileToAnother() {
        WorkflowId workflow = submit("killed wrapper", 2, Jobscripts.slow(6));
        JobRow victim = awaitJob(workflow, JobState.PROCESSING);

        killWrapper(victim);

        awaitState(workflow, WorkflowState.FINISHED);
        assertThat(files(workflow)).allSatisfy(file -> assertThat(file.state()).isEqualTo(InputFileState.PROCESSED));
        assertThat(files(workflow)).extracting(FileRow::attempts).containsExactlyInAnyOrder(1, 2);
        assertThat(shifter.job(victim.jobsubId()).job().state()).isEqualTo(JobState.STALLED);
        assertNothingTwice(workflow, 2);
    }

    @Test
    @Order(2)
    void theAllocatorKilledWhileJobsRunLosesNothing() {
        WorkflowId workflow = submit("killed allocator", 12, Jobscripts.slow(2));
        awaitProcessed(workflow, 2);
        int restarts = muster.process("allocator").restarts();

        muster.kill("allocator");

        muster.awaitRestart("allocator", restarts);
        awaitState(workflow, WorkflowState.FINISHED);
        assertNothingTwice(workflow, 12);
        assertThat(jobs(workflow))
                .as("wrapper jobs ride it out")
                .filteredOn(job -> job.allocatedFiles() > 0)
                .allSatisfy(job -> assertThat(job.state()).isEqualTo(JobState.FINISHED));
    }

    @Test
    @Order(3)
    void postgresKilledWhileJobsRunLosesNothing() throws IOException {
        WorkflowId workflow = submit("killed database", 12, Jobscripts.slow(2));
        awaitProcessed(workflow, 2);

        killPostmaster();

        awaitState(workflow, WorkflowState.FINISHED);
        assertNothingTwice(workflow, 12);
    }

    @Test
    @Order(4)
    void jobsFinishWhileTheWebappIsDown() {
        WorkflowId workflow = submit("webapp down", 8, Jobscripts.slow(1));
        awaitProcessed(workflow, 1);
        allocator.progress(workflow);
        int restarts = muster.process("webapp").restarts();

        muster.kill("webapp");

        long processed = Patience.await("files to be processed without the webapp", STEP_LIMIT, () -> {
            long now = processed(workflow);
            return now >= 4 ? Optional.of(now) : Optional.empty();
        });
        assertThat(processed).isGreaterThanOrEqualTo(4);
        muster.awaitRestart("webapp", restarts);
        awaitState(workflow, WorkflowState.FINISHED);
        assertNothingTwice(workflow, 8);
    }

    @Test
    @Order(5)
    void aFileThatAlwaysFailsIsGivenUpAfterItsAttempts() {
        WorkflowId workflow = submit("attempt limit", 1, Jobscripts.FAILING);

        awaitState(workflow, WorkflowState.FINISHED);

        FileRow file = files(workflow).get(0);
        assertThat(file.state()).isEqualTo(InputFileState.FAILED);
        assertThat(file.attempts()).isEqualTo(file.maxAttempts());
        assertThat(jobs(workflow).stream().filter(job -> job.state() == JobState.JOBSCRIPT_ERROR))
                .hasSize(file.maxAttempts())
                .allSatisfy(job -> assertThat(job.exitCode()).contains(7));
    }

    @Test
    @Order(6)
    void aJobscriptThatAlwaysFailsPausesItsWorkflowAndThePageSaysWhy() {
        WorkflowId workflow = submit("sick", 40, Jobscripts.FAILING);

        WorkflowRow paused = awaitState(workflow, WorkflowState.PAUSED);

        assertThat(paused.message().orElseThrow())
                .containsIgnoringCase("jobscript")
                .contains("7");
        Patience.until("the pause to have reached the allocator, so that it can be finished", STEP_LIMIT, () -> {
            try {
                shifter.finish(workflow, "the jobscript is wrong");
                return true;
            } catch (ApiRefused e) {
                assertThat(e.status()).isEqualTo(409);
                return false;
            }
        });
        awaitState(workflow, WorkflowState.FINISHED);
        assertThat(files(workflow))
                .allSatisfy(file -> assertThat(file.state().terminal()).isTrue());
    }

    private WorkflowId submit(String description, int counters, String jobscript) {
        return shifter.submit(Jobscripts.workflow(description, counters, jobscript))
                .workflow();
    }

    private WorkflowRow awaitState(WorkflowId workflow, WorkflowState state) {
        return Patience.await(workflow + " to be " + state, WORKFLOW_LIMIT, () -> {
            WorkflowRow row = shifter.workflow(workflow).workflow();
            return row.state() == state ? Optional.of(row) : Optional.empty();
        });
    }

    private JobRow awaitJob(WorkflowId workflow, JobState state) {
        return Patience.await(
                "a job of " + workflow + " to be " + state,
                STEP_LIMIT,
                () -> jobs(workflow).stream()
                        .filter(job -> job.state() == state)
                        .findFirst());
    }

    private void awaitProcessed(WorkflowId workflow, long files) {
        Patience.until(files + " processed files of " + workflow, STEP_LIMIT, () -> processed(workflow) >= files);
    }

    private long processed(WorkflowId workflow) {
        try {
            WorkflowProgress progress = allocator.progress(workflow);
            return progress.stages().get(0).files(InputFileState.PROCESSED);
        } catch (ApiRefused e) {
            assertThat(e.status()).as("not opened at the allocator yet").isEqualTo(404);
            return 0;
        }
    }

    private List<JobRow> jobs(WorkflowId workflow) {
        return shifter.jobs(Map.of("workflow", Integer.toString(workflow.number()), "limit", "1000"))
                .rows();
    }

    private List<FileRow> files(WorkflowId workflow) {
        return shifter.files(new StageRef(workflow, 1), Map.of("limit", "1000")).rows();
    }

    /** The invariant: one confirmed output for each counter, and never two live allocations of one file. */
    private void assertNothingTwice(WorkflowId workflow, int counters) {
        List<FileRow> files = files(workflow);
        assertThat(files)
                .hasSize(counters)
                .allSatisfy(file -> assertThat(file.state()).isEqualTo(InputFileState.PROCESSED));
        List<OutputRow> outputs =
                shifter.outputs(workflow, Map.of("limit", "1000")).rows();
        assertThat(outputs.stream().filter(output -> output.state() == OutputFileState.OUTPUT))
                .hasSize(counters)
                .allSatisfy(output -> assertThat(output.registered()).isTrue())
                .extracting(OutputRow::did)
                .doesNotHaveDuplicates();
        for (FileRow file : files) {
            assertNoOverlap(shifter.file(file.fileId()).allocations());
        }
    }

    private static void assertNoOverlap(List<AllocationRow> allocations) {
        List<AllocationRow> inOrder = new ArrayList<>(allocations);
        inOrder.sort(Comparator.comparing(AllocationRow::allocatedAt));
        Instant free = Instant.MIN;
        for (AllocationRow allocation : inOrder) {
            assertThat(allocation.allocatedAt()).as(inOrder.toString()).isAfterOrEqualTo(free);
            assertThat(allocation.endedAt()).as("every allocation ends").isPresent();
            free = allocation.endedAt().orElseThrow();
        }
    }

    private void killWrapper(JobRow job) {
        String cluster = job.jobsubId().value().split("@", 2)[0];
        ProcessHandle wrapper = ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Stream::of)
                        .anyMatch(argument -> argument.contains("wrapper") && argument.contains(cluster)))
                .findFirst()
                .or(() -> wrapperIn(cluster))
                .orElseThrow(() -> new AssertionError("no process of job " + job.jobsubId()));
        wrapper.descendants().forEach(ProcessHandle::destroyForcibly);
        wrapper.destroyForcibly();
    }

    /** By its working directory, where the command line does not name the job. */
    private Optional<ProcessHandle> wrapperIn(String cluster) {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    try {
                        Path directory = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
                        return directory.startsWith(muster.data())
                                && directory.getFileName().toString().contains(cluster);
                    } catch (IOException e) {
                        return false;
                    }
                })
                .min(Comparator.comparing(
                        process -> process.info().startInstant().orElse(Instant.MAX)));
    }

    private void killPostmaster() throws IOException {
        try (Stream<Path> tree = Files.find(muster.data(), 4, (path, attributes) -> path.endsWith("postmaster.pid"))) {
            Path file = tree.findFirst().orElseThrow();
            long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        }
    }
}
