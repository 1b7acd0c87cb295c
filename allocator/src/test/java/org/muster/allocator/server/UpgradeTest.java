package org.muster.allocator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.dataset;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocationRow;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.RegisteredOutputs;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.testkit.postgres.SchemaRows;
import org.muster.testkit.postgres.TestPostgres;

/**
 * What an allocator of an earlier version left behind is brought up to now and goes on: a workflow at work, a paused one, one that
 * is over. The rows are of the script that their file is named after; CONTRIBUTING.md says how they are written.
 */
class UpgradeTest {
    private static final Path RELEASED = Path.of("src", "test", "resources", "released");
    private static final String RAL = "UK_RAL";
    private static final WorkflowId AT_WORK = new WorkflowId(1);
    private static final WorkflowId PAUSED = new WorkflowId(2);
    private static final WorkflowId OVER = new WorkflowId(3);
    /** The version since which null stands for what is not there. */
    private static final int ABSENT_IS_ABSENT = 5;

    private static final String EARLIER_SECRET = Grid.SECRET;
    private static final JobsubId WAITING = new JobsubId("4.0@justin-prod-sched01.dune.hep.ac.uk");
    private static final JobsubId HOLDING = new JobsubId("2.0@justin-prod-sched01.dune.hep.ac.uk");

    /** Beside what is at work: a job that waits, one voided output that was on its way and one that nobody has put anywhere. */
    private static final String WHAT_STOOD_FOR_ABSENT = """
            insert into allocator.jobs select (jsonb_populate_record(j, jsonb_build_object('job_id', 4, 'jobsub_id',
                '4.0@justin-prod-sched01.dune.hep.ac.uk', 'state', 'submitted', 'site', null, 'entry', null,
                'hostname', null, 'cpuinfo', null, 'os_release', null, 'rss_bytes', 0, 'processors', 0,
                'wall_seconds', 0, 'started_at', 'epoch', 'heartbeat_at', 'epoch', 'outputting_at', 'epoch',
                'finished_at', 'epoch', 'allocated_files', 0, 'record_digest', '', 'confirm_digest', ''))).*
            from allocator.jobs j where j.job_id = 2;
            insert into allocator.job_logs (job_id, log, why_ended) values (4, 'only a log', '');
            insert into allocator.outputs (output_id, workflow_id, stage_id, pattern_id, did, job_id, state, size_bytes,
                adler32, rse, pfn, events, dataset, dataset_number, metadata, parents, recorded_at, confirmed_at,
                registered_at)
            select 100 + n, 1, 1, 1, 'usertests:voided-' || n, 1, 'voided', 0, '', '', repeat('davs://x/voided', n), 0,
                'd1', 1, '{}', '[]', now(), 'epoch', 'epoch'
            from generate_series(0, 1) n;
            """;

    private static final String WHATEVER_STANDS_FOR_ABSENT = """
            select count(*) from (
                select from allocator.files where rse = '' or site = '' or 'epoch' in (allocated_at, processed_at)
                union all select from allocator.replicas where lan_pfn = '' or accessible_until = 'infinity'
                union all select from allocator.jobs where 'epoch' in (started_at, heartbeat_at, outputting_at, finished_at)
                    or '' in (record_digest, confirm_digest) or site is null and (rss_bytes = 0 or processors = 0)
                union all select from allocator.job_logs where '' in (log, why_ended)
                union all select from allocator.allocations where ended_at = 'epoch'
                union all select from allocator.outputs where '' in (adler32, rse, pfn)
                    or 'epoch' in (confirmed_at, registered_at)) sentinels
            """;

    private static void execute(TestPostgres.Database database, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Path> releases() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void todaysAllocatorGoesOnWithWhatAnEarlierOneLeft(Path release) throws IOException {
        TestPostgres.Database old = TestPostgres.freshDatabase();
        Flyway.configure()
                .dataSource(old.jdbcUrl(), old.user(), old.password())
                .schemas(PostgresJournal.SCHEMA)
                .defaultSchema(PostgresJournal.SCHEMA)
                .locations("classpath:db/allocator")
                .target(MigrationVersion.fromVersion(version(release)))
                // As the allocator does it: an index that is made concurrently waits for every other transaction.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
        SchemaRows.load(old, Files.readString(release));
        boolean sentinels = Integer.parseInt(version(release)) < ABSENT_IS_ABSENT;
        if (sentinels) {
            execute(old, WHAT_STOOD_FOR_ABSENT);
        }

        try (Grid grid = new Grid(old)) {
            AllocatorClient control = grid.control();
            assertThat(control.troubles()).isEmpty();
            List<StageProgress> overBefore = everythingIsStillTold(control);
            if (sentinels) {
                absentIsAbsent(grid);
            }
            Grid.until(() -> grid.number("select count(*) from allocator.workflows where retired <> summed") == 0);
            assertThat(control.progress(OVER).stages()).isEqualTo(overBefore);
            theHeldFileIsDoneAndTheNextGoesOut(grid);
            control.resume(PAUSED);
            Wrapper another = grid.job(PAUSED.number(), 1, "s3cr3t-of-91", "91.0@new.example");
            assertThat(another.getJobscript(RAL).status()).isEqualTo(200);
            assertThat(another.getFile().status()).isEqualTo(200);
            grid.restart();
            assertThat(grid.control().troubles()).isEmpty();
        }
    }

    private static String version(Path release) {
        return release.getFileName().toString().replaceAll("V(\\d+)\\.sql", "$1");
    }

    private static List<StageProgress> everythingIsStillTold(AllocatorClient control) {
        WorkflowProgress progress = control.progress(AT_WORK);
        assertThat(progress.status()).isEqualTo(LedgerStatus.OPEN);
        assertThat(progress.stages().get(0).files())
                .isEqualTo(Map.of(
                        InputFileState.PROCESSED, 1L, InputFileState.ALLOCATED, 1L, InputFileState.UNALLOCATED, 2L));
        assertThat(control.progress(PAUSED).status()).isEqualTo(LedgerStatus.PAUSED);
        assertThat(control.progress(OVER).status()).isEqualTo(LedgerStatus.CLOSED);
        assertThat(control.progress(OVER).stages())
                .containsExactly(new StageProgress(
                        StageRef.of(OVER.number(), 1),
                        Map.of(InputFileState.PROCESSED, 1L),
                        Map.of(JobState.FINISHED, 1L),
                        Map.of(OutputFileState.OUTPUT, 1L),
                        10.5,
                        1000));
        assertThat(control.job(HOLDING).job().state()).isEqualTo(JobState.PROCESSING);
        assertThat(control.outputs(Map.of("workflow", "1", "state", "output")).rows())
                .extracting(OutputRow::state)
                .containsExactly(OutputFileState.OUTPUT);
        assertThat(Grid.outputsToRegister(control)).hasSize(1);
        assertThat(control.files(Map.of("workflow", "1")).rows()).hasSize(4);
        assertThat(control.events(Map.of("workflow", "3")).rows()).isNotEmpty();
        assertThat(control.settings(StageRef.of(1, 1)).priority()).isPositive();
        return control.progress(OVER).stages();
    }

    private static void absentIsAbsent(Grid grid) {
        AllocatorClient control = grid.control();
        assertThat(grid.number(WHATEVER_STANDS_FOR_ABSENT)).isZero();
        assertThat(control.file(3).file()).satisfies(waiting -> {
            assertThat(waiting.allocatedAt()).isEmpty();
            assertThat(waiting.processedAt()).isEmpty();
            assertThat(waiting.rse()).isEmpty();
            assertThat(waiting.site()).isEmpty();
        });
        assertThat(control.file(3).replicas())
                .extracting(FoundReplica::accessibleUntil)
                .containsExactly(Optional.empty());
        assertThat(control.file(1).file()).satisfies(processed -> {
            assertThat(processed.processedAt()).isPresent();
            assertThat(processed.site()).isPresent();
        });
        assertThat(control.job(WAITING)).satisfies(detail -> {
            assertThat(detail.job().site()).isEmpty();
            assertThat(detail.job().startedAt()).isEmpty();
            assertThat(detail.job().heartbeatAt()).isEmpty();
            assertThat(detail.job().finishedAt()).isEmpty();
            assertThat(detail.jobscriptLog()).contains("only a log");
            assertThat(detail.whyEnded()).isEmpty();
        });
        assertThat(control.job(HOLDING).allocations())
                .extracting(AllocationRow::endedAt)
                .containsExactly(Optional.empty());
        EventRow opened = control.events(Map.of("workflow", "3")).rows().get(0);
        assertThat(opened.stage()).isEmpty();
        assertThat(opened.did()).isEmpty();
        assertThat(opened.job()).isEmpty();
        assertThat(opened.site()).isEmpty();
        assertThat(opened.rse()).isEmpty();
        assertThat(grid.number("select count(*) from allocator.outputs where to_clear"))
                .as("places to look for what was voided")
                .isEqualTo(1);
    }

    private static void theHeldFileIsDoneAndTheNextGoesOut(Grid grid) {
        Wrapper holding = grid.wrapper(HOLDING.value(), EARLIER_SECRET, AT_WORK.number(), 1);
        String did = grid.control().job(HOLDING).allocations().get(0).did().toString();
        assertThat(holding.post(holding.results(0, List.of(did), Map.of("held.root", 1)))
                        .status())
                .isEqualTo(200);
        assertThat(holding.post(holding.confirmation(Map.of("held.root", 1), "RAL_ECHO"))
                        .status())
                .isEqualTo(200);
        assertThat(grid.control().job(HOLDING).job().state()).isEqualTo(JobState.FINISHED);
        Wrapper next = grid.job(AT_WORK.number(), 1, "s3cr3t-of-90", "90.0@new.example");
        assertThat(next.getJobscript(RAL).status()).isEqualTo(200);
        assertThat(next.getFile().status()).isEqualTo(200);
    }

    /** Not a test: writes what today's allocator leaves behind. */
    @Test
    @EnabledIfSystemProperty(named = "muster.rows.write", matches = "true")
    void writeRows() throws IOException {
        try (Grid grid = new Grid()) {
            AllocatorClient control = grid.control();
            for (WorkflowId workflow : List.of(AT_WORK, PAUSED, OVER)) {
                control.open(order(workflow.number(), stage(1, dataset(1, "d" + workflow))));
                grid.files(workflow.number(), workflow.equals(OVER) ? 1 : 4);
            }
            done(grid, grid.job(AT_WORK.number(), 1));
            Wrapper holding = grid.job(AT_WORK.number(), 1, EARLIER_SECRET, HOLDING.value());
            holding.getJobscript(RAL);
            holding.getFile();
            control.pause(PAUSED);
            done(grid, grid.job(OVER.number(), 1, "s3cr3t-of-3", "3.0@justin-prod-sched01.dune.hep.ac.uk"));
            control.registered(new RegisteredOutputs(
                    List.of(control.outputs(Map.of("workflow", "3"))
                            .rows()
                            .get(0)
                            .outputId()),
                    Map.of()));
            control.close(OVER);
            long version = grid.number("select max(version::int) from allocator.flyway_schema_history");
            Files.createDirectories(RELEASED);
            Files.writeString(
                    RELEASED.resolve("V" + version + ".sql"),
                    // A key is nothing to keep in a repository.
                    SchemaRows.of(grid.database, PostgresJournal.SCHEMA, Set.of("storage_keys")));
        }
    }

    private static void done(Grid grid, Wrapper job) {
        job.getJobscript(RAL);
        String file = job.getFile().body();
        String output = job.jobsubId.replaceAll("\\W", "-") + ".root";
        job.post(job.results(0, List.of(file.substring(0, file.indexOf(' '))), Map.of(output, 1)));
        job.post(job.confirmation(Map.of(output, 1), "RAL_ECHO"));
        assertThat(grid.control().job(new JobsubId(job.jobsubId)).job().state()).isEqualTo(JobState.FINISHED);
    }
}
