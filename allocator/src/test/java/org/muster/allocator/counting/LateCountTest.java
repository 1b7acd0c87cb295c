package org.muster.allocator.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.order;
import static org.muster.allocator.grid.Orders.stage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Grid;
import org.muster.allocator.grid.Wrapper;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.WorkflowProgress;

/** A thousand workflows with a job each were over before sums were kept; one more is at work. */
class LateCountTest {
    private static final int FIRST = 1001;
    private static final int LAST = 2000;
    private static final String TO_COUNT = "select count(*) from allocator.workflows where not summed and retired";
    private static final String COUNTED = "select count(*) from allocator.job_sums";

    private final Grid grid = new Grid();

    /** Of an allocator that stopped. */
    @BeforeEach
    void overLongAgo() {
        grid.control().open(order(1, stage(1)));
        grid.files(1, 2);
        grid.server().close();
        String each = " from generate_series(" + FIRST + ", " + LAST + ") w";
        grid.execute(
                "insert into allocator.workflows (workflow_id, status, inputs_found, retired, opened_at, document, "
                        + "settings) select w, 'CLOSED', true, true, now(), '{}', '[]'" + each);
        grid.execute("insert into allocator.stages (workflow_id, stage_id, max_attempts) select w, 1, 3" + each);
        grid.execute("insert into allocator.jobs (job_id, jobsub_id, workflow_id, stage_id, state, job_secret, "
                + "jobscript_secret, submitted_at, finished_at, allocated_files, asked_for_file) "
                + "select w, w || '.0@old', w, 1, 'finished', '', '', now(), now(), 0, true" + each);
    }

    @AfterEach
    void close() {
        grid.close();
    }

    /** Until it is closed nobody counts the first of them. */
    private Connection holdingTheFirst() throws SQLException {
        Connection connection =
                DriverManager.getConnection(grid.database.jdbcUrl(), grid.database.user(), grid.database.password());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select from allocator.workflows where workflow_id = " + FIRST + " for update");
        }
        return connection;
    }

    private List<WorkflowProgress> progress(int from, int to) {
        return grid.control()
                .progress(IntStream.rangeClosed(from, to)
                        .mapToObj(WorkflowId::new)
                        .toList());
    }

    @Test
    void whoTakesOverServesPilotsBeforeTheyAreCounted() throws SQLException {
        try (Connection held = holdingTheFirst()) {
            grid.restart();
            Wrapper job = grid.job(1, 1);
            assertThat(job.getJobscript("UK_RAL").status()).isEqualTo(200);
            assertThat(job.getFile().status()).isEqualTo(200);
            assertThat(grid.number(TO_COUNT)).isEqualTo(LAST - FIRST + 1);
            assertThat(grid.control()
                            .progress(new WorkflowId(FIRST))
                            .stages()
                            .get(0)
                            .jobs())
                    .as("of one that is asked for")
                    .isEqualTo(Map.of(JobState.FINISHED, 1L));
            assertThat(progress(FIRST, FIRST + 9))
                    .as("of many: no more are counted than one waits for, and no wrong sum is told")
                    .hasSize(1);
            held.rollback();
        }
        Grid.until(() -> grid.number(TO_COUNT) == 0);
        assertThat(grid.number(COUNTED)).isEqualTo(LAST - FIRST + 1);
        assertThat(progress(FIRST, FIRST + 9)).hasSize(10);
    }

    @Test
    void oneThatCannotBeCountedKeepsNoOtherFromIt() {
        grid.execute("alter table allocator.job_sums add check (workflow_id <> " + (FIRST + 7) + ")");
        grid.restart();
        Grid.until(() -> grid.number(TO_COUNT) == 1);
        Grid.until(() -> grid.get("/metrics").contains("muster_sums_missing 1.0"));
        assertThat(grid.number(COUNTED)).isEqualTo(LAST - FIRST);
    }

    @Test
    void oneThatIsCountedIsNotLookedAtAgainButIsCountedAnewIfSomebodyAsks() {
        grid.restart();
        Grid.until(() -> grid.number(TO_COUNT) == 0);
        grid.execute("update allocator.job_sums set jobs = 7");
        grid.execute("update allocator.workflows set summed = false where workflow_id = " + LAST);
        grid.restart();
        Grid.until(() -> grid.number(TO_COUNT) == 0);
        assertThat(grid.number("select count(*) from allocator.job_sums where jobs = 7"))
                .isEqualTo(LAST - FIRST);
    }
}
