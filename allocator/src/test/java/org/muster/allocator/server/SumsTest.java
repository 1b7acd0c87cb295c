package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.JobEnding;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.RegisteredOutputs;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;

/** What the files, jobs and outputs of a workflow come to: while it runs, after a restart, and when it has left memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SumsTest {
    private static final String RAL = "UK_RAL";
    private static final Optional<SiteName> AT_RAL = Optional.of(new SiteName(RAL));
    private static final int ABORTED = 323;
    private static final int KILLED = 137;

    private static final String KEPT = """
            select count(*) from (select workflow_id from allocator.file_sums union all
                select workflow_id from allocator.job_sums union all select workflow_id from allocator.output_sums) sums
            """;

    private final Grid grid = new Grid();
    private int workflows;

    @AfterAll
    void close() {
        grid.close();
    }

    /** One job finished with two outputs, one was killed, one gave up, one has an output that it never confirmed. */
    private WorkflowId atWork() {
        workflows++;
        grid.control().open(order(workflows, stage(1, dataset(1, "d"))));
        grid.files(workflows, 4);
        Wrapper finished = started();
        String file = finished.getFile().body();
        finished.post(finished.results(
                0, List.of(file.substring(0, file.indexOf(' '))), Map.of("kept.root", 1, "more.root", 1)));
        finished.post(finished.confirmation(Map.of("kept.root", 1, "more.root", 1), "RAL_ECHO"));
        Wrapper killed = started();
        killed.post(killed.results(KILLED, List.of(), Map.of()));
        Wrapper aborted = started();
        aborted.post(aborted.abortion(ABORTED));
        Wrapper unconfirmed = started();
        unconfirmed.post(unconfirmed.results(0, List.of(), Map.of("lost.root", 1)));
        return new WorkflowId(workflows);
    }

    private Wrapper started() {
        Wrapper job = grid.job(workflows, 1);
        assertThat(job.getJobscript(RAL).status()).isEqualTo(200);
        return job;
    }

    private static StageProgress progress(WorkflowId workflow) {
        return new StageProgress(
                new StageRef(workflow, 1),
                Map.of(InputFileState.PROCESSED, 1L, InputFileState.UNALLOCATED, 3L),
                Map.of(
                        JobState.FINISHED, 1L,
                        JobState.JOBSCRIPT_ERROR, 1L,
                        JobState.ABORTED, 1L,
                        JobState.OUTPUTTING, 1L),
                Map.of(OutputFileState.OUTPUT, 2L, OutputFileState.RECORDED, 1L),
                21,
                2000);
    }

    private StageProgress shown(WorkflowId workflow) {
        return grid.control().progress(workflow).stages().get(0);
    }

    /** All that is left to do is done; the job that never confirmed stalled. */
    private WorkflowId over() {
        WorkflowId workflow = atWork();
        List<Long> outputs =
                grid.control().outputs(Map.of("workflow", workflow.toString(), "state", "output")).rows().stream()
                        .map(OutputRow::outputId)
                        .toList();
        grid.control().registered(new RegisteredOutputs(outputs, Map.of()));
        grid.control().failFiles(workflow);
        grid.control().close(workflow);
        grid.clock.advance(Duration.ofHours(2));
        grid.control().expireStalled();
        return workflow;
    }

    @Test
    void theyAreKeptWhileItRunsAndFoundAgainAfterARestart() {
        WorkflowId workflow = atWork();
        List<JobEnding> endings = List.of(
                new JobEnding(JobState.FINISHED, AT_RAL, Optional.empty(), 1),
                new JobEnding(JobState.ABORTED, AT_RAL, Optional.of(ABORTED), 1),
                new JobEnding(JobState.JOBSCRIPT_ERROR, AT_RAL, Optional.of(KILLED), 1));
        assertThat(shown(workflow)).isEqualTo(progress(workflow));
        assertThat(grid.control().jobEndings(workflow)).isEqualTo(endings);
        grid.restart();
        assertThat(shown(workflow)).isEqualTo(progress(workflow));
        assertThat(grid.control().jobEndings(workflow)).isEqualTo(endings);
    }

    @Test
    void aWorkflowThatIsOverKeepsThemWithoutARowOfItsOwn() {
        WorkflowId workflow = over();
        WorkflowProgress last = grid.control().progress(workflow);
        assertThat(last.stages())
                .containsExactly(new StageProgress(
                        new StageRef(workflow, 1),
                        Map.of(InputFileState.PROCESSED, 1L, InputFileState.FAILED, 3L),
                        Map.of(
                                JobState.FINISHED, 1L,
                                JobState.JOBSCRIPT_ERROR, 1L,
                                JobState.ABORTED, 1L,
                                JobState.STALLED, 1L),
                        Map.of(OutputFileState.OUTPUT, 2L),
                        31.5,
                        2000));
        assertThat(grid.control().jobEndings(workflow))
                .hasSize(4)
                .contains(new JobEnding(JobState.STALLED, AT_RAL, Optional.empty(), 1));
        grid.execute("delete from allocator.jobs where workflow_id = " + workflow.number());
        grid.execute("delete from allocator.outputs where workflow_id = " + workflow.number());
        assertThat(grid.control().progress(workflow)).isEqualTo(last);
        assertThat(grid.control().jobEndings(workflow)).hasSize(4);
    }

    @Test
    void oneThatWasOverBeforeTheyWereKeptIsCountedOnce() {
        WorkflowId workflow = over();
        WorkflowProgress last = grid.control().progress(workflow);
        long kept = grid.number(KEPT);
        grid.execute("truncate allocator.file_sums, allocator.job_sums, allocator.output_sums");
        grid.execute("update allocator.workflows set summed = false");
        assertThat(grid.control().progress(workflow)).as("before").isEqualTo(last);
        assertThat(grid.control().jobEndings(workflow)).as("before").hasSize(4);
        grid.restart();
        Grid.until(() -> grid.number(KEPT) == kept);
        assertThat(grid.control().progress(workflow)).isEqualTo(last);
    }
}
