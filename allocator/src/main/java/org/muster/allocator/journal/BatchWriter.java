package org.muster.allocator.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.Block;
import org.muster.allocator.ledger.rows.EventRecord;
import org.muster.allocator.ledger.rows.FileChange;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.allocator.ledger.rows.LogRecord;
import org.muster.allocator.ledger.rows.NewFile;
import org.muster.allocator.ledger.rows.NewReplica;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.OutputText;
import org.muster.allocator.ledger.rows.ReplicaSet;
import org.muster.allocator.ledger.rows.StageDirectory;
import org.muster.allocator.ledger.rows.WorkflowRecord;
import org.muster.protocol.http.Json;

/**
 * Writes one batch in one transaction with one statement for each kind of change, whatever its size, and all statements in
 * one message to PostgreSQL. If it fails the caller gives up the connection, which ends the transaction if it is still open.
 */
final class BatchWriter {
    /** ASCII only, so that no text of a user can be one that PostgreSQL's encoding refuses. */
    private static final ObjectWriter DOCUMENTS = Json.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    /** A time that stands for none. */
    private static final long FOR_EVER = -1;

    /** In the same message as everything else, so that a batch is one round trip. */
    private static final String BEGIN = "begin;";

    private static final String COMMIT = ";commit";

    /** Beginning and renewing the lead. */
    private static final int BEFORE_PARTS = 2;

    private final Connection connection;
    private final long epoch;
    private final List<Part<?>> parts = new ArrayList<>();

    /** @param epoch whose leader writes */
    BatchWriter(Connection connection, long epoch) {
        this.connection = connection;
        this.epoch = epoch;
    }

    private interface Binding<R> {
        void bind(Columns<R> columns) throws SQLException;
    }

    private interface Reading {
        void read(ResultSet rows) throws SQLException;
    }

    private record Part<R>(String sql, List<R> rows, Binding<R> binding, Reading reading) {
        int bind(Connection connection, PreparedStatement statement, int parameter) throws SQLException {
            Columns<R> columns = new Columns<>(connection, statement, rows, parameter);
            binding.bind(columns);
            return columns.lastParameter();
        }
    }

    /**
     * Answers what PostgreSQL keeps of the files just allocated, in the order of the new allocations.
     *
     * @throws RowsRefused if a row cannot even be put into a statement: nothing was sent
     */
    List<Optional<FileText>> write(Batch batch) throws SQLException {
        AllocatedTexts texts = collect(batch);
        String sql = parts.stream().map(Part::sql).collect(Collectors.joining(";", BEGIN + Lease.RENEW + ";", COMMIT));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement);
            statement.execute();
            for (int skipped = 0; skipped < BEFORE_PARTS; skipped++) {
                statement.getMoreResults();
            }
            for (Part<?> part : parts) {
                ResultSet rows = statement.getResultSet();
                if (rows != null) {
                    part.reading.read(rows);
                }
                statement.getMoreResults();
            }
        }
        return texts.inOrder();
    }

    private void bind(PreparedStatement statement) throws SQLException {
        int parameter = 1;
        statement.setLong(parameter, epoch);
        try {
            for (Part<?> part : parts) {
                parameter = part.bind(connection, statement, parameter);
            }
        } catch (RuntimeException e) {
            throw new RowsRefused(e);
        }
    }

    private AllocatedTexts collect(Batch batch) {
        try {
            AllocatedTexts texts = new AllocatedTexts(batch);
            collect(batch, texts);
            return texts;
        } catch (RuntimeException e) {
            throw new RowsRefused(e);
        }
    }

    private void collect(Batch batch, AllocatedTexts texts) {
        if (batch.inventory().isPresent()) {
            add("""
                    insert into inventory (id, document) select 1, d from unnest(?::text[]) d
                    on conflict (id) do update set document = excluded.document
                    """, List.of(batch.inventory().get()), columns -> columns.texts(BatchWriter::document));
        }
        add(Sql.WORKFLOWS, batch.workflows(), BatchWriter::workflows);
        add(Sql.BLOCKS, batch.blocks(), BatchWriter::blocks);
        add(Sql.REPLICA_SETS, batch.replicaSets(), BatchWriter::replicaSets);
        add(Sql.DIRECTORIES, batch.directories(), BatchWriter::directories);
        add(Sql.NEW_FILES, batch.newFiles(), BatchWriter::newFiles);
        add(Sql.FILES, batch.files(), BatchWriter::files, texts::names);
        add(Sql.LOST_REPLICAS, List.copyOf(batch.lostReplicas()), columns -> columns.longs(id -> id));
        add(Sql.REPLICAS, batch.replicas(), BatchWriter::replicas);
        add(Sql.NEW_JOBS, batch.newJobs(), JobColumns::all);
        add(Sql.JOBS, batch.jobs(), JobColumns::changing);
        add(Sql.BEATS, batch.beats(), JobColumns::beating);
        // Ended before begun: a file may end one allocation and begin the next in the same batch.
        add(Sql.ENDED_ALLOCATIONS, batch.endedAllocations(), BatchWriter::ended);
        add(Sql.NEW_ALLOCATIONS, batch.newAllocations(), BatchWriter::begun);
        add(
                Sql.ADDRESSES,
                batch.newAllocations(),
                columns -> columns.longs(AllocationRecord::fileId).texts(AllocationRecord::rse),
                texts::addresses);
        // Voided before recorded: a name that a job gave up may be taken by the next in the same batch.
        add(Sql.OUTPUTS, batch.outputs(), BatchWriter::outputs);
        addNewOutputs(batch);
        add(
                Sql.LOGS,
                batch.logs(),
                columns ->
                        columns.longs(LogRecord::jobId).texts(LogRecord::text).texts(LogRecord::whyEnded));
        add(Sql.EVENTS, batch.events(), BatchWriter::events);
    }

    private <R> void add(String sql, List<R> rows, Binding<R> binding) {
        add(sql, rows, binding, result -> {});
    }

    private <R> void add(String sql, List<R> rows, Binding<R> binding, Reading reading) {
        if (!rows.isEmpty()) {
            parts.add(new Part<>(sql, rows, binding, reading));
        }
    }

    private static String document(Object value) {
        try {
            return DOCUMENTS.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not representable as JSON: " + value.getClass(), e);
        }
    }

    private static void workflows(Columns<WorkflowRecord> columns) throws SQLException {
        columns.ints(row -> row.order().workflow().number())
                .texts(row -> row.status().name())
                .flags(WorkflowRecord::inputsFound)
                .flags(WorkflowRecord::retired)
                .times(WorkflowRecord::openedAt)
                .texts(row -> document(row.order()))
                .texts(row -> document(row.settings()));
    }

    private static void blocks(Columns<Block> columns) throws SQLException {
        columns.ints(Block::number)
                .ints(row -> row.stage().workflow().number())
                .ints(row -> row.stage().stage());
    }

    private static void replicaSets(Columns<ReplicaSet> columns) throws SQLException {
        columns.ints(ReplicaSet::number).texts(row -> String.join(" ", row.rses()));
    }

    private static void directories(Columns<StageDirectory> columns) throws SQLException {
        columns.ints(row -> row.stage().workflow().number())
                .ints(row -> row.stage().stage())
                .texts(row -> row.directory().value());
    }

    private static void newFiles(Columns<NewFile> columns) throws SQLException {
        columns.longs(file -> file.row().file().id())
                .ints(file -> file.row().file().stage().workflow().number())
                .ints(file -> file.row().file().stage().stage())
                .texts(file -> file.input().did())
                .longs(file -> file.input().sizeBytes());
        changing(columns, NewFile::row);
    }

    private static void files(Columns<FileChange> columns) throws SQLException {
        changing(columns.longs(change -> change.file().id()), change -> change);
    }

    private static <R> void changing(Columns<R> columns, Function<R, FileChange> row) throws SQLException {
        columns.texts(each -> row.apply(each).file().state().toString())
                .ints(each -> row.apply(each).file().attempts())
                .texts(each -> row.apply(each).file().rse())
                .texts(each -> row.apply(each).file().site())
                .ints(each -> row.apply(each).file().replicaSet())
                .longs(each -> row.apply(each).allocatedMicros())
                .longs(each -> row.apply(each).processedMicros());
    }

    private static void replicas(Columns<NewReplica> columns) throws SQLException {
        columns.longs(NewReplica::fileId)
                .texts(NewReplica::rse)
                .texts(NewReplica::wanPfn)
                .texts(NewReplica::lanPfn)
                .longs(row -> row.accessibleUntil()
                        .map(until -> Math.max(0, ChronoUnit.MICROS.between(Instant.EPOCH, until)))
                        .orElse(FOR_EVER));
    }

    private static void ended(Columns<AllocationRecord> columns) throws SQLException {
        columns.longs(AllocationRecord::fileId)
                .ints(AllocationRecord::attempt)
                .times(AllocationRecord::endedAt)
                .texts(row -> row.end().toString());
    }

    private static void begun(Columns<AllocationRecord> columns) throws SQLException {
        columns.longs(AllocationRecord::fileId)
                .ints(AllocationRecord::attempt)
                .longs(AllocationRecord::jobId)
                .ints(AllocationRecord::sequence)
                .texts(AllocationRecord::rse)
                .texts(AllocationRecord::site)
                .times(AllocationRecord::allocatedAt)
                .times(AllocationRecord::endedAt)
                .texts(row -> row.end().toString());
    }

    private void addNewOutputs(Batch batch) {
        Map<Long, OutputText> texts = new HashMap<>();
        batch.texts().forEach(text -> texts.put(text.outputId(), text));
        List<WithText> rows = new ArrayList<>();
        for (OutputRecord output : batch.newOutputs()) {
            rows.add(new WithText(output, texts.getOrDefault(output.id(), new OutputText(output.id(), "{}", "[]"))));
        }
        add(Sql.NEW_OUTPUTS, rows, BatchWriter::newOutputs);
    }

    private record WithText(OutputRecord output, OutputText text) {}

    private static void newOutputs(Columns<WithText> columns) throws SQLException {
        columns.longs(row -> row.output().id())
                .ints(row -> row.output().stage().workflow().number())
                .ints(row -> row.output().stage().stage())
                .ints(row -> row.output().patternId())
                .texts(row -> row.output().did().toString())
                .longs(row -> row.output().jobId())
                .texts(row -> row.output().state().toString())
                .longs(row -> row.output().sizeBytes())
                .texts(row -> row.output().adler32())
                .texts(row -> row.output().rse())
                .texts(row -> row.output().pfn())
                .longs(row -> row.output().events())
                .texts(row -> row.output().dataset())
                .ints(row -> row.output().datasetNumber())
                .texts(row -> row.text().metadata())
                .texts(row -> row.text().parents())
                .times(row -> row.output().recordedAt())
                .times(row -> row.output().confirmedAt())
                .times(row -> row.output().registeredAt());
    }

    private static void outputs(Columns<OutputRecord> columns) throws SQLException {
        columns.longs(OutputRecord::id)
                .texts(row -> row.state().toString())
                .longs(OutputRecord::sizeBytes)
                .texts(OutputRecord::adler32)
                .texts(OutputRecord::rse)
                .texts(OutputRecord::pfn)
                .times(OutputRecord::confirmedAt)
                .times(OutputRecord::registeredAt);
    }

    private static void events(Columns<EventRecord> columns) throws SQLException {
        columns.longs(EventRecord::id)
                .ints(EventRecord::length)
                .times(EventRecord::time)
                .ints(row -> row.type().number())
                .ints(EventRecord::workflow)
                .ints(EventRecord::stage)
                .longs(EventRecord::fileId)
                .longs(EventRecord::outputId)
                .longs(EventRecord::jobId)
                .texts(EventRecord::site)
                .texts(EventRecord::entry)
                .texts(EventRecord::rse)
                .codes(EventRecord::exitCode);
    }
}
