package org.muster.allocator.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.FileDetail;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.JobDetail;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.OutputsToRegister;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tables for people and agents, read from PostgreSQL beside the ledger. They show what is committed. */
public final class Tables {
    /** Outputs handed to the registrar at once. */
    private static final int TIMEOUT_SECONDS = 30;

    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);
    private static final long NANOS_BETWEEN_LINES = 60_000_000_000L;

    private final DataSource database;
    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - NANOS_BETWEEN_LINES);

    public Tables(DataSource database) {
        this.database = database;
    }

    /** Not of each: they are asked for again and again. */
    private void leftOut(Exception why) {
        long last = saidAt.get();
        long now = System.nanoTime();
        if (now - last >= NANOS_BETWEEN_LINES && saidAt.compareAndSet(last, now)) {
            LOG.warn("a row that cannot be read is left out: {}", why.getMessage());
        }
    }

    interface Row<R> {
        R read(ResultSet row) throws SQLException;
    }

    private record Said(Optional<String> log, Optional<String> whyEnded) {}

    private static final String LOG_FILE = """
            select file from log_archives join jobs using (workflow_id)
            where file is not null and emptied_at is not null and job_id = ?
            """;

    public Optional<JobDetail> job(JobsubId job) throws JournalUnavailable {
        BoundConditions byName = new BoundConditions().and("j.jobsub_id = ?", job.value());
        List<Numbered<JobRow>> rows =
                all(TableSql.JOBS + byName.where() + " order by j.job_id desc limit 1", byName, TableRows::job);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        long id = rows.get(0).id();
        BoundConditions byId = new BoundConditions().and("job_id = ?", id);
        List<Said> said = all(
                "select log, why_ended from job_logs where " + byId.where(),
                byId,
                row -> new Said(Cells.maybeText(row, "log"), Cells.maybeText(row, "why_ended")));
        Said last = said.isEmpty() ? new Said(Optional.empty(), Optional.empty()) : said.get(0);
        List<Optional<String>> hosts =
                all("select hostname from jobs where " + byId.where(), byId, row -> Cells.maybeText(row, "hostname"));
        BoundConditions allocated = new BoundConditions().and("a.job_id = ?", id);
        BoundConditions put = new BoundConditions().and("o.job_id = ?", id);
        return Optional.of(new JobDetail(
                rows.get(0).row(),
                hosts.get(0),
                last.whyEnded(),
                last.log(),
                last.log().isPresent()
                        ? Optional.empty()
                        : all(LOG_FILE, BoundConditions.of(id), row -> row.getString(1)).stream()
                                .findFirst(),
                all(
                        TableSql.ALLOCATIONS + allocated.where() + " order by a.sequence",
                        allocated,
                        TableRows::allocation),
                all(TableSql.OUTPUTS + put.where() + " order by o.output_id", put, TableRows::output).stream()
                        .map(Numbered::row)
                        .toList()));
    }

    public Optional<FileDetail> file(long id) throws JournalUnavailable {
        BoundConditions byId = new BoundConditions().and("f.file_id = ?", id);
        List<Numbered<FileRow>> rows = all(TableSql.FILES + byId.where(), byId, TableRows::file);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        BoundConditions its = new BoundConditions().and("a.file_id = ?", id);
        return Optional.of(new FileDetail(
                rows.get(0).row(),
                all(
                        "select * from replicas where file_id = ? order by rse",
                        BoundConditions.of(id),
                        TableRows::replica),
                all(TableSql.ALLOCATIONS + its.where() + " order by a.attempt", its, TableRows::allocation)));
    }

    /** Those of these names that input files of the stage have. */
    public Set<String> known(StageRef stage, String[] dids) throws JournalUnavailable {
        BoundConditions its = BoundConditions.of(dids, stage.workflow().number(), stage.stage());
        return new HashSet<>(all(TableSql.KNOWN_INPUTS, its, row -> row.getString(1)));
    }

    /** Input files by their ids, in their order. */
    public List<FileToLocate> toLocate(List<Long> ids) throws JournalUnavailable {
        BoundConditions its = BoundConditions.of(
                (Object) ids.stream().mapToLong(Long::longValue).toArray());
        return all(
                TableSql.TO_LOCATE,
                its,
                row -> new FileToLocate(row.getLong("file_id"), Cells.stage(row), Did.parse(row.getString("did"))));
    }

    /** Those of these outputs that are confirmed and that the catalogues do not know yet. One bad row spoils no other. */
    public OutputsToRegister outputsToRegister(List<Long> ids) throws JournalUnavailable {
        RegisterRows reading = new RegisterRows();
        List<OutputToRegister> outputs = new ArrayList<>();
        List<OutputsToRegister.Unreadable> unreadable = new ArrayList<>();
        all(
                TableSql.OUTPUTS_TO_REGISTER,
                BoundConditions.of(
                        (Object) ids.stream().mapToLong(Long::longValue).toArray()),
                row -> reading.readInto(row, outputs, unreadable));
        return new OutputsToRegister(outputs, unreadable);
    }

    /** Voided outputs recorded before a time that may have been uploaded, oldest first after one of them. */
    public List<OutputRecord> outputsToClear(Instant before, long after, int limit) throws JournalUnavailable {
        return all(
                TableSql.TO_CLEAR + " limit " + limit,
                BoundConditions.of(before.atOffset(ZoneOffset.UTC), after),
                OutputColumns::read);
    }

    /** Those of them that nobody has said to be gone yet. */
    public List<OutputRecord> uncleared(List<Long> outputs) throws JournalUnavailable {
        BoundConditions ids = BoundConditions.of(
                (Object) outputs.stream().mapToLong(Long::longValue).toArray());
        return all(TableSql.CLEARED, ids, OutputColumns::read);
    }

    /** Those of these names that outputs of any workflow have. */
    public List<String> knownOutputs(String[] dids) throws JournalUnavailable {
        return all(TableSql.KNOWN_OUTPUTS, BoundConditions.of((Object) dids), row -> row.getString(1));
    }

    /** A row with its id, for the cursor. */
    record Numbered<R>(long id, R row) {}

    /** A row that makes no sense is left out: the others are not to suffer from it. */
    <R> List<R> all(String sql, BoundConditions filter, Row<R> reading) throws JournalUnavailable {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            filter.bind(statement);
            List<R> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    try {
                        rows.add(reading.read(result));
                    } catch (SQLException | RuntimeException e) {
                        leftOut(e);
                    }
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new JournalUnavailable("a table could not be read", e);
        }
    }
}
