package org.muster.allocator.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.allocator.ledger.AllocationRecord;
import org.muster.allocator.ledger.Batch;
import org.muster.allocator.ledger.EventRecord;
import org.muster.allocator.ledger.FileRecord;
import org.muster.allocator.ledger.LogRecord;
import org.muster.allocator.ledger.OutputRecord;
import org.muster.allocator.ledger.OutputText;
import org.muster.allocator.ledger.ReplicaRecord;
import org.muster.allocator.ledger.WorkflowRecord;
import org.muster.protocol.http.Json;

/** Writes one batch with one statement for each kind of change, whatever its size. The caller owns the transaction. */
final class BatchWriter {
    /** ASCII only, so that no text of a user can be one that PostgreSQL's encoding refuses. */
    private static final ObjectWriter DOCUMENTS = Json.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private final Connection connection;

    BatchWriter(Connection connection) {
        this.connection = connection;
    }

    private interface Binding<R> {
        void bind(Columns<R> columns) throws SQLException;
    }

    void write(Batch batch) throws SQLException {
        if (batch.inventory().isPresent()) {
            writeAll("""
                    insert into inventory (id, document) select 1, d from unnest(?) d
                    on conflict (id) do update set document = excluded.document
                    """, List.of(batch.inventory().get()), columns -> columns.texts(BatchWriter::document));
        }
        writeAll(Sql.WORKFLOWS, batch.workflows(), BatchWriter::workflows);
        writeAll(Sql.NEW_FILES, batch.newFiles(), BatchWriter::newFiles);
        writeAll(Sql.FILES, batch.files(), BatchWriter::files);
        writeAll(Sql.LOST_REPLICAS, List.copyOf(batch.lostReplicas()), columns -> columns.longs(id -> id));
        writeAll(Sql.REPLICAS, batch.replicas(), BatchWriter::replicas);
        writeAll(Sql.NEW_JOBS, batch.newJobs(), JobColumns::all);
        writeAll(Sql.JOBS, batch.jobs(), JobColumns::changing);
        // Ended before begun: a file may end one allocation and begin the next in the same batch.
        writeAll(Sql.ENDED_ALLOCATIONS, batch.endedAllocations(), BatchWriter::ended);
        writeAll(Sql.NEW_ALLOCATIONS, batch.newAllocations(), BatchWriter::begun);
        // Voided before recorded: a name that a job gave up may be taken by the next in the same batch.
        writeAll(Sql.OUTPUTS, batch.outputs(), BatchWriter::outputs);
        writeNewOutputs(batch);
        writeAll(
                Sql.LOGS,
                batch.logs(),
                columns -> columns.longs(LogRecord::jobId).texts(LogRecord::text));
        writeAll(Sql.EVENTS, batch.events(), BatchWriter::events);
    }

    private <R> void writeAll(String sql, List<R> rows, Binding<R> binding) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(new Columns<>(connection, statement, rows));
            statement.executeUpdate();
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
                .texts(row -> document(row.order()));
    }

    private static void newFiles(Columns<FileRecord> columns) throws SQLException {
        columns.longs(FileRecord::id)
                .ints(row -> row.stage().workflow().number())
                .ints(row -> row.stage().stage())
                .texts(FileRecord::did)
                .longs(FileRecord::sizeBytes);
        changing(columns);
    }

    private static void files(Columns<FileRecord> columns) throws SQLException {
        changing(columns.longs(FileRecord::id));
    }

    private static void changing(Columns<FileRecord> columns) throws SQLException {
        columns.texts(row -> row.state().toString())
                .ints(FileRecord::attempts)
                .texts(FileRecord::rse)
                .texts(FileRecord::site)
                .times(FileRecord::allocatedAt)
                .times(FileRecord::processedAt);
    }

    private static void replicas(Columns<ReplicaRecord> columns) throws SQLException {
        columns.longs(ReplicaRecord::fileId)
                .texts(ReplicaRecord::rse)
                .texts(ReplicaRecord::wanPfn)
                .texts(ReplicaRecord::lanPfn);
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

    private void writeNewOutputs(Batch batch) throws SQLException {
        Map<Long, OutputText> texts = new HashMap<>();
        batch.texts().forEach(text -> texts.put(text.outputId(), text));
        List<WithText> rows = new ArrayList<>();
        for (OutputRecord output : batch.newOutputs()) {
            rows.add(new WithText(output, texts.getOrDefault(output.id(), new OutputText(output.id(), "{}", "[]"))));
        }
        writeAll(Sql.NEW_OUTPUTS, rows, BatchWriter::newOutputs);
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
