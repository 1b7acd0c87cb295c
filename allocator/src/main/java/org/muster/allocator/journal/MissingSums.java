package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.muster.domain.workflow.WorkflowId;

/** Sums of workflows that left memory before sums were kept: counted once from their rows, which change no more. Or anew, if somebody asks. */
public final class MissingSums {
    /** Workflows whose numbers are read at once. */
    private static final int AT_ONCE = 500;

    /** For one answer of PostgreSQL: it may have to count millions of rows of one workflow. */
    private static final Duration COUNT_LIMIT = Duration.ofMinutes(5);

    private static final String WITHOUT = " from workflows where retired and not summed";

    /** Who marks it first counts it; another waits for the mark and finds that there is nothing left to do. */
    private static final String MARK =
            "update workflows set summed = true where workflow_id = ? and retired and not summed";

    private static final List<String> COUNT = List.of(
            "delete from file_sums where workflow_id = ?",
            "delete from job_sums where workflow_id = ?",
            "delete from output_sums where workflow_id = ?",
            "insert into file_sums (workflow_id, stage_id, state, files) " + Counting.files(Counting.THIS),
            "insert into job_sums (workflow_id, stage_id, state, site, code, jobs, real_millis) "
                    + Counting.jobs(Counting.THIS),
            "insert into output_sums (workflow_id, stage_id, state, outputs, bytes, events) "
                    + Counting.outputs(Counting.THIS));

    private final DataSource database;
    private final Tables tables;

    public MissingSums(DataSource database) {
        this.database = database;
        this.tables = new Tables(database);
    }

    /** Some of them behind a number, in order. */
    public List<WorkflowId> workflows(int after) throws JournalUnavailable {
        return tables.all(
                "select workflow_id" + WITHOUT + " and workflow_id > ? order by workflow_id limit " + AT_ONCE,
                BoundConditions.of(after),
                row -> new WorkflowId(row.getInt(1)));
    }

    /** How many there are. */
    public long left() throws JournalUnavailable {
        return tables.all("select count(*)" + WITHOUT, new BoundConditions(), row -> row.getLong(1))
                .get(0);
    }

    /** Writes all sums of one and that they are written, or nothing. */
    public void count(WorkflowId workflow) throws JournalUnavailable {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setNetworkTimeout(Runnable::run, (int) COUNT_LIMIT.toMillis());
            try {
                if (execute(connection, MARK, workflow) > 0) {
                    for (String sql : COUNT) {
                        execute(connection, sql, workflow);
                    }
                }
                connection.commit();
            } catch (SQLException e) {
                PostgresJournal.rollback(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw new JournalUnavailable(workflow + " could not be counted", e);
        }
    }

    private static int execute(Connection connection, String sql, WorkflowId workflow) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, workflow.number());
            return statement.executeUpdate();
        }
    }
}
