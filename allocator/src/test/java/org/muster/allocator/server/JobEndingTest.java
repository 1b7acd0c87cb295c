package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.job.ResultLimits;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.JobDetail;

/** However a job ends, its page says why, and has the log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobEndingTest {
    private static final String RAL = "UK_RAL";
    private Grid grid;
    private int workflows;

    @BeforeAll
    void start() {
        grid = new Grid();
    }

    @AfterAll
    void stop() {
        grid.close();
    }

    private Wrapper submittedJob() {
        int workflow = ++workflows;
        grid.control().open(order(workflow, stage(1, dataset(1, "d"))));
        grid.files(workflow, 3);
        return grid.job(workflow, 1);
    }

    private Wrapper startedJob() {
        Wrapper job = submittedJob();
        assertThat(job.getJobscript(RAL).status()).isEqualTo(200);
        return job;
    }

    private JobDetail detail(Wrapper job) {
        return grid.control().job(new JobsubId(job.jobsubId));
    }

    @Test
    void anAbortBringsReasonAndLogWithItAlsoBeforeTheJobscript() {
        Wrapper job = submittedJob();
        assertThat(job.post(job.abortion(323, "/cvmfs/a is missing", "what it said"))
                        .status())
                .isEqualTo(200);
        assertThat(detail(job).job().state()).isEqualTo(JobState.ABORTED);
        assertThat(detail(job).whyEnded()).contains("/cvmfs/a is missing");
        assertThat(detail(job).jobscriptLog()).contains("what it said");
    }

    @Test
    void aRefusedResultCanBeToldWithItsLog() {
        Wrapper first = startedJob();
        first.post(first.results(0, List.of(), Map.of("out.txt", 1)));
        Wrapper second = grid.job(workflows, 1);
        second.getJobscript(RAL);
        Wrapper.Reply refusal = second.post(second.results(0, List.of(), Map.of("out.txt", 1)));
        assertThat(refusal.status()).isEqualTo(409);
        assertThat(second.post(second.abortion(329, refusal.body(), "the log")).status())
                .isEqualTo(200);
        assertThat(detail(second).job().state()).isEqualTo(JobState.OUTPUTTING_FAILED);
        assertThat(detail(second).whyEnded().orElse("")).contains("out.txt", "$JUSTIN_JOBSUB_ID");
        assertThat(detail(second).jobscriptLog()).contains("the log");
    }

    @Test
    void anAbortOfAnUnmodifiedWrapperIsPutInWordsAndKeepsTheRecordedLog() {
        Wrapper job = startedJob();
        job.post(job.results(0, List.of(), Map.of("o.root", 1)));
        assertThat(job.post(job.abortion(320).put("rse_name", "RAL_ECHO")).status())
                .isEqualTo(200);
        assertThat(detail(job).whyEnded())
                .contains(
                        "The wrapper job gave up at 'test', RSE RAL_ECHO with code 320 (JOB_ABORT_RUCIO_UPLOAD_FILE).");
        assertThat(detail(job).jobscriptLog()).contains("it ran");
    }

    @Test
    void exitCodesAreSaidInWordsAndTheAbortAfterThemSaysMore() {
        Wrapper job = startedJob();
        job.post(job.results(137, List.of(), Map.of()));
        assertThat(detail(job).whyEnded().orElse("")).contains("exit code 137", "SIGKILL", "memory");
        Wrapper unmodified = startedJob();
        unmodified.post(unmodified.results(3, List.of(), Map.of()));
        unmodified.post(unmodified.abortion(324));
        assertThat(detail(unmodified).whyEnded()).contains("The jobscript ended with exit code 3.");
        job.post(job.abortion(324, "the wall time was over", ""));
        assertThat(detail(job).whyEnded()).contains("the wall time was over");
        assertThat(detail(job).jobscriptLog()).contains("it ran");
    }

    @Test
    void aJobThatListedNothingHearsUnderWhichNameToList() {
        Wrapper job = startedJob();
        job.getFile();
        job.post(job.results(0, List.of("usertests:another"), Map.of()));
        job.post(job.confirmation(Map.of(), "RAL_ECHO"));
        assertThat(detail(job).job().state()).isEqualTo(JobState.NONE_PROCESSED);
        assertThat(detail(job).whyEnded().orElse("")).contains("1 file", "justin-processed-dids.txt");
    }

    @Test
    void jobsThatFellSilentOrWereLostOrNotUsedSaySo() {
        Wrapper silent = startedJob();
        Wrapper lost = startedJob();
        grid.control().gone(List.of(new JobsubId(lost.jobsubId)));
        assertThat(detail(lost).whyEnded().orElse("")).contains("batch system");
        Wrapper late = submittedJob();
        grid.control().close(new WorkflowId(workflows));
        late.getJobscript(RAL);
        assertThat(detail(late).whyEnded()).contains("Not used: w" + workflows + " is closed");
        grid.clock.advance(Duration.ofHours(2));
        grid.control().expireStalled();
        assertThat(detail(silent).whyEnded().orElse("")).contains("sign of life");
    }

    @Test
    void reasonsAreOneBoundedLine() {
        Wrapper job = startedJob();
        String reason = "a\nb\u0000c\u001b[31m\ud800" + "x".repeat(5000);
        assertThat(job.post(job.abortion(312, reason, "z\u0000".repeat(20_000))).status())
                .isEqualTo(200);
        assertThat(detail(job).whyEnded().orElse(""))
                .hasSizeLessThanOrEqualTo(ResultLimits.MAX_REASON)
                .startsWith("a b")
                .doesNotContainPattern("\\p{Cntrl}");
        assertThat(detail(job).jobscriptLog().orElse(""))
                .hasSize(ResultLimits.MAX_LOG)
                .endsWith("z\ufffd");
    }
}
