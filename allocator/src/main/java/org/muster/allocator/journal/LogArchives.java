package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.muster.domain.workflow.WorkflowId;

/** The logs of workflows that are over, and how they leave: each step is one transaction, and done again changes nothing. */
public final class LogArchives {
    /** Workflows of one look. */
    private static final int SOME = 100;

    /** Logs that leave in one transaction. */
    private static final int AT_ONCE = 1_000;

    private static final String NOTE = """
            insert into log_archives (workflow_id, over_at) select workflow_id, ? from workflows w
            where retired and not exists (select from log_archives a where a.workflow_id = w.workflow_id)
            on conflict do nothing
            """;

    private static final String DUE = "select workflow_id from log_archives where archived_at is null and over_at <= ? "
            + "order by over_at, workflow_id limit " + SOME;

    private static final String JOBS_WITH_LOGS = """
            from jobs j join job_logs l using (job_id) where j.workflow_id = ? and l.log is not null
            """;

    private static final String COUNT = "select count(*) " + JOBS_WITH_LOGS;

    private static final String SIZE = "select coalesce(sum(octet_length(l.log)), 0)::bigint " + JOBS_WITH_LOGS;

    private static final String ARCHIVED =
            "update log_archives set jobs = ?, file = ?, file_bytes = ?, file_sha256 = ?, "
                    + "archived_at = ? where workflow_id = ? and archived_at is null";

    private static final String WITHOUT_LOGS =
            "update log_archives set jobs = 0, archived_at = ?, emptied_at = ? where workflow_id = ? and archived_at is null";

    private static final String TO_LET_GO =
            "select * from log_archives where archived_at is not null and emptied_at is null "
                    + "order by workflow_id limit " + SOME;

    private static final String AGAIN = "update log_archives set jobs = null, file = null, file_bytes = null, "
            + "file_sha256 = null, archived_at = null where workflow_id = ? and emptied_at is null";

    /** The sentence on why a job ended stays. */
    private static final String LET_GO = String.format(Locale.ROOT, """
            update job_logs set log = null where job_id in (
                select j.job_id from jobs j join job_logs l using (job_id)
                where j.workflow_id = ? and l.log is not null limit %d)
            """, AT_ONCE);

    private static final String EMPTIED = "update log_archives set emptied_at = ? where workflow_id = ?";

    private final DataSource database;
    private final Tables tables;

    public LogArchives(DataSource database) {
        this.database = database;
        this.tables = new Tables(database);
    }

    /** Remembers which workflows are over by now. */
    public void note(Instant now) throws JournalUnavailable {
        execute(NOTE, at(now));
    }

    /** Some of those that were over by then and are still to be archived. */
    public List<WorkflowId> due(Instant by) throws JournalUnavailable {
        return tables.all(DUE, BoundConditions.of(at(by)), row -> new WorkflowId(row.getInt(1)));
    }

    /** Of the logs of its jobs, not compressed. */
    public long bytes(WorkflowId workflow) throws JournalUnavailable {
        return tables.all(SIZE, BoundConditions.of(workflow.number()), row -> row.getLong(1))
                .get(0);
    }

    /** Jobs whose logs are in the database. */
    public long logs(WorkflowId workflow) throws JournalUnavailable {
        return tables.all(COUNT, BoundConditions.of(workflow.number()), row -> row.getLong(1))
                .get(0);
    }

    public void archived(ArchivedLogs logs) throws JournalUnavailable {
        execute(
                ARCHIVED,
                logs.jobs(),
                logs.name(),
                logs.bytes(),
                logs.sha256(),
                at(logs.archivedAt()),
                logs.workflow().number());
    }

    /** There is nothing to archive. */
    public void withoutLogs(WorkflowId workflow, Instant now) throws JournalUnavailable {
        execute(WITHOUT_LOGS, at(now), at(now), workflow.number());
    }

    /** Some of those that are archived and still in the database. */
    public List<ArchivedLogs> toLetGo() throws JournalUnavailable {
        return tables.all(
                TO_LET_GO,
                new BoundConditions(),
                row -> new ArchivedLogs(
                        new WorkflowId(row.getInt("workflow_id")),
                        row.getLong("jobs"),
                        row.getString("file"),
                        row.getLong("file_bytes"),
                        row.getString("file_sha256"),
                        Cells.time(row, "archived_at")));
    }

    /** The file is not what it was: it is to be written again. Nothing has left yet. */
    public void archiveAgain(ArchivedLogs logs) throws JournalUnavailable {
        execute(AGAIN, logs.workflow().number());
    }

    /** @return how many logs left; fewer than before each time, and none at last */
    public int letSomeGo(ArchivedLogs logs) throws JournalUnavailable {
        return execute(LET_GO, logs.workflow().number());
    }

    public void emptied(ArchivedLogs logs, Instant now) throws JournalUnavailable {
        execute(EMPTIED, at(now), logs.workflow().number());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private int execute(String sql, Object... values) throws JournalUnavailable {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new JournalUnavailable("logs did not come to their next state", e);
        }
    }
}
