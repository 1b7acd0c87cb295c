package org.muster.allocator.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.allocator.journal.JournalUnavailable;
import org.muster.allocator.journal.LogArchives;
import org.muster.allocator.journal.Tables;
import org.muster.domain.job.JobsubId;
import org.muster.protocol.control.JobDetail;

/** Three thousand jobs of a workflow that is over, two of three with a log, and one of a workflow at work. */
class LogsArchiveTest {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int OVER = 7;
    private static final int JOBS = 3_000;
    private static final int LOGS = 2_000;
    private static final String NAME = "logs-w000007.csv.gz";
    private static final String LEFT = "select count(*) from job_logs where log is not null";

    private final Path archive;

    private EventsLedger ledger;

    LogsArchiveTest(@TempDir Path archive) {
        this.archive = archive;
    }

    @BeforeEach
    void jobsWithLogs() {
        ledger = new EventsLedger(new Retention(Optional.empty(), Optional.of(KEPT), Optional.of(archive)));
        ledger.execute(
                "insert into workflows (workflow_id, status, inputs_found, retired, summed, opened_at, document, "
                        + "settings) values (" + OVER + ", 'CLOSED', true, true, true, now(), '{}', '[]')");
        ledger.execute("insert into jobs (job_id, jobsub_id, workflow_id, stage_id, state, job_secret, "
                + "jobscript_secret, submitted_at, finished_at, allocated_files, asked_for_file) "
                + "select n, n || '.0@old', case when n > " + JOBS + " then 1 else " + OVER + " end, "
                + "case when n > " + JOBS
                + " then 1 else 1 + n % 2 end, 'finished', 'SECRET', 'SECRET', now(), now(), 0, true "
                + "from generate_series(1, " + (JOBS + 1) + ") n");
        ledger.execute("insert into job_logs (job_id, log, why_ended) select job_id, "
                + "case when job_id % 3 > 0 or job_id > " + JOBS + " then E'line \"1\"\\nof ' || job_id end, "
                + "case when job_id % 10 = 0 then 'too slow' end from jobs where job_id % 3 > 0 or job_id % 10 = 0 "
                + "or job_id > " + JOBS);
        ledger.look();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    private String text() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(archive.resolve(NAME))), StandardCharsets.UTF_8))) {
            return lines.lines().collect(Collectors.joining("\n"));
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(archive)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private JobDetail job(int number) throws JournalUnavailable {
        return new Tables(ledger.pool).job(new JobsubId(number + ".0@old")).orElseThrow();
    }

    private void logsAreInTheFileAndNowhereElse() throws Exception {
        assertThat(ledger.troubles()).isEmpty();
        assertThat(files()).containsExactly(NAME);
        assertThat(ledger.number(LEFT)).as("of the workflow at work").isEqualTo(1);
        String text = text();
        assertThat(text)
                .startsWith("job_id,jobsub_id,workflow_id,stage_id,state,site,finished_at,why_ended,log\n")
                .doesNotContain("SECRET");
        for (int job = 1; job <= JOBS; job++) {
            boolean wrote = job % 3 > 0;
            assertThat(text.contains("\"line \"\"1\"\"\nof " + job + "\""))
                    .as("log of job " + job)
                    .isEqualTo(wrote);
        }
        assertThat(job(10).whyEnded()).contains("too slow");
        assertThat(job(10).jobscriptLog()).isEmpty();
        assertThat(job(10).logFile()).contains(NAME);
        assertThat(job(JOBS + 1).jobscriptLog()).isPresent();
        assertThat(job(JOBS + 1).logFile()).isEmpty();
    }

    @Test
    void whatIsOverForLongEnoughLeaves() throws Exception {
        ledger.after(KEPT.minusSeconds(1));
        assertThat(ledger.number(LEFT)).isEqualTo(LOGS + 1);
        assertThat(job(10).logFile()).isEmpty();
        ledger.after(Duration.ofSeconds(1));
        logsAreInTheFileAndNowhereElse();
        ledger.look();
        logsAreInTheFileAndNowhereElse();
    }

    @Test
    void ofAFullDiskItIsSaidAndNothingIsLost() throws Exception {
        // Who writes to it is told that there is no space left.
        Files.createSymbolicLink(archive.resolve(NAME + ".1.part"), Path.of("/dev/full"));
        ledger.after(KEPT);
        assertThat(ledger.troubles()).anySatisfy(why -> assertThat(why).contains("No space left"));
        assertThat(ledger.number(LEFT)).isEqualTo(LOGS + 1);
        assertThat(files()).isEmpty();
        ledger.lookAgain();
        logsAreInTheFileAndNowhereElse();
    }

    /** As somebody who crashed: the file is there, and some of its logs have left. */
    private void someHaveLeft() throws JournalUnavailable {
        ledger.execute("create function refuse() returns trigger language plpgsql as "
                + "$$ begin raise exception 'not now'; end $$");
        ledger.execute("create trigger refuse before update on job_logs execute function refuse()");
        ledger.after(KEPT);
        assertThat(ledger.troubles()).anySatisfy(why -> assertThat(why).contains("not now"));
        assertThat(ledger.number(LEFT)).isEqualTo(LOGS + 1);
        ledger.execute("drop trigger refuse on job_logs");
        LogArchives archives = new LogArchives(ledger.pool);
        assertThat(archives.letSomeGo(archives.toLetGo().get(0))).isLessThan(LOGS);
    }

    @Test
    void whoStopsInTheMiddleGoesOnThere() throws Exception {
        someHaveLeft();
        ledger.restart();
        ledger.look();
        logsAreInTheFileAndNowhereElse();
    }

    @Test
    void whatIsInTheFileOnlyIsNotWrittenOver() throws Exception {
        someHaveLeft();
        Files.move(archive.resolve(NAME), archive.resolve("elsewhere"));
        ledger.lookAgain();
        assertThat(ledger.troubles()).anySatisfy(why -> assertThat(why).contains("put it back"));
        assertThat(files()).containsExactly("elsewhere");
        Files.move(archive.resolve("elsewhere"), archive.resolve(NAME));
        ledger.lookAgain();
        logsAreInTheFileAndNowhereElse();
    }
}
