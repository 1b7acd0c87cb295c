package org.muster.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.WorkflowDetail;
import org.muster.testkit.clock.SettableClock;

/** What the person at the terminal reads. */
class ViewsTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final StringWriter out = new StringWriter();

    @Test
    void linesAreWrittenWhenSomethingChangesAndNowAndThen() {
        LineView view = new LineView(new PrintWriter(out), clock);
        view.scene(Scenes.scene(Duration.ZERO, working()));
        view.scene(Scenes.scene(Duration.ZERO, working()));
        clock.advance(Duration.ofSeconds(75));
        view.scene(Scenes.scene(Duration.ofSeconds(75), working()));
        view.scene(Scenes.scene(Duration.ofSeconds(75), over()));
        view.end();
        assertThat(out.toString().lines())
                .containsExactly(
                        "00:00  campaign: step test",
                        "00:00  w1 (test): running",
                        "01:15  30 of 40 files processed, 6 jobs running, 1.5 files/s",
                        "01:15  w1 (test): finished");
    }

    @Test
    void terminalShowsStepsBarsAndTheLastNotesInOnePlace() {
        TerminalView view = new TerminalView(new PrintWriter(out), clock);
        view.scene(Scenes.scene(Duration.ofSeconds(75), working()));
        assertThat(plain())
                .contains("Muster demo: a-campaign   01:15")
                .contains("✔ set up", "▶ test", "· full production")
                .contains("w1   test        running    " + "█".repeat(18) + "░".repeat(6)
                        + "   30/40 files, 6 jobs, 3 failed")
                .contains("30 of 40 files, 5 jobs done, 6 running, 1.5 files/s");

        IntStream.rangeClosed(1, 7).forEach(i -> view.note("note " + i + " " + "long ".repeat(30)));
        out.getBuffer().setLength(0);
        view.scene(Scenes.scene(Duration.ofSeconds(76), over()));
        assertThat(plain()).contains("note 3", "note 7", "…").doesNotContain("note 2");
        assertThat(out.toString()).as("over what was drawn before").startsWith("\u001b[9A");
        view.end();
    }

    @Test
    void beforeTheFirstSceneNotesStandAlone() {
        TerminalView view = new TerminalView(new PrintWriter(out), clock);
        view.note("Rita filed it");
        assertThat(plain().strip()).isEqualTo("12:00:00  Rita filed it");
    }

    private String plain() {
        return out.toString().replaceAll("\u001b\\[[0-9]*[A-Za-z]|\r", "");
    }

    private static WorkflowDetail working() {
        return Scenes.workflow(
                false,
                progress(
                        Map.of(
                                InputFileState.PROCESSED, 30L,
                                InputFileState.FAILED, 2L,
                                InputFileState.NOTFOUND, 1L,
                                InputFileState.UNALLOCATED, 7L),
                        Map.of(
                                JobState.FINISHED, 5L,
                                JobState.STARTED, 1L,
                                JobState.PROCESSING, 2L,
                                JobState.OUTPUTTING, 3L)));
    }

    private static WorkflowDetail over() {
        return Scenes.workflow(true, progress(Map.of(InputFileState.PROCESSED, 40L), Map.of(JobState.FINISHED, 9L)));
    }

    private static WorkflowProgress progress(Map<InputFileState, Long> files, Map<JobState, Long> jobs) {
        WorkflowId workflow = new WorkflowId(1);
        return new WorkflowProgress(
                workflow,
                LedgerStatus.OPEN,
                true,
                false,
                0,
                0,
                List.of(new StageProgress(new StageRef(workflow, 1), files, jobs, Map.of(), 0, 0)));
    }
}
