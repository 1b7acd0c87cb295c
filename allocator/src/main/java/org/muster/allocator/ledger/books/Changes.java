package org.muster.allocator.ledger.books;

import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.Block;
import org.muster.allocator.ledger.rows.FileChange;
import org.muster.allocator.ledger.rows.LogRecord;
import org.muster.allocator.ledger.rows.NewInput;
import org.muster.allocator.ledger.rows.NewReplica;
import org.muster.allocator.ledger.rows.OutputChange;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.OutputText;
import org.muster.allocator.ledger.rows.ReplicaSet;
import org.muster.allocator.ledger.rows.RowKind;
import org.muster.allocator.ledger.rows.StageDirectory;
import org.muster.allocator.ledger.rows.StageRecord;
import org.muster.allocator.ledger.rows.Sums;
import org.muster.domain.event.EventType;
import org.muster.domain.text.Absent;
import org.muster.protocol.control.Inventory;

/** What the commands of a batch touched. Rows are taken when the batch is, so each goes out once in its last state. */
final class Changes {
    private final Books books;

    /** To which rows are added at once that will not change before the batch is taken. */
    private final Batch batch = new Batch();

    private Optional<Inventory> inventory = Optional.empty();
    private final Set<WorkflowBook> workflows = new LinkedHashSet<>();
    private final Long2ObjectLinkedOpenHashMap<TouchedFile> files = new Long2ObjectLinkedOpenHashMap<>();
    private final Long2ObjectLinkedOpenHashMap<List<NewReplica>> replicas = new Long2ObjectLinkedOpenHashMap<>();
    private final Set<Job> newJobs = new LinkedHashSet<>();
    private final Set<Job> jobs = new LinkedHashSet<>();
    private final Set<Job> beats = new LinkedHashSet<>();
    private final Set<Allocation> newAllocations = new LinkedHashSet<>();
    private final Set<Allocation> endedAllocations = new LinkedHashSet<>();
    private final Map<OutputFile, OutputText> newOutputs = new LinkedHashMap<>();
    private final Set<OutputFile> outputs = new LinkedHashSet<>();
    private final Map<Long, LogRecord> logs = new LinkedHashMap<>();

    Changes(Books books) {
        this.books = books;
    }

    /** Noted as soon as it is said what it is of. */
    NewEvent event(EventType type, Instant now) {
        return new NewEvent(books, batch, type, now);
    }

    void inventory(Inventory replaced) {
        inventory = Optional.of(replaced);
    }

    void workflow(WorkflowBook workflow) {
        workflows.add(workflow);
    }

    void block(int number, StageBook stage) {
        batch.add(RowKind.BLOCKS, new Block(number, stage.ref()));
    }

    void replicaSet(int number, List<String> rses) {
        batch.add(RowKind.REPLICA_SETS, new ReplicaSet(number, rses));
    }

    void directory(StageDirectory directory) {
        batch.add(RowKind.DIRECTORIES, directory);
    }

    void added(StageBook stage, int slot, NewInput input) {
        TouchedFile file = new TouchedFile(stage, slot);
        file.input = input;
        files.put(stage.files().id(slot), file);
    }

    void changed(StageBook stage, int slot) {
        touched(stage, slot);
    }

    void allocated(StageBook stage, int slot, Instant now) {
        touched(stage, slot).allocatedAt = now;
    }

    void processed(StageBook stage, int slot, Instant now) {
        touched(stage, slot).processedAt = now;
    }

    private TouchedFile touched(StageBook stage, int slot) {
        long id = stage.files().id(slot);
        TouchedFile known = files.get(id);
        if (known != null) {
            return known;
        }
        TouchedFile touched = new TouchedFile(stage, slot);
        files.put(id, touched);
        return touched;
    }

    void replicasFound(long fileId, List<NewReplica> found) {
        replicas.put(fileId, found);
    }

    void replicasLost(long fileId) {
        replicas.remove(fileId);
        batch.add(RowKind.LOST_REPLICAS, fileId);
    }

    void added(Job job) {
        newJobs.add(job);
    }

    void changed(Job job) {
        jobs.add(job);
    }

    /** No more changed than its state while it runs, its last sign of life, and whether it has asked for a file. */
    void beat(Job job) {
        beats.add(job);
    }

    void added(Allocation allocation) {
        newAllocations.add(allocation);
    }

    void ended(Allocation allocation) {
        endedAllocations.add(allocation);
    }

    void added(OutputFile output, OutputText text) {
        newOutputs.put(output, text);
    }

    void cleared(OutputRecord output, Instant now) {
        batch.add(RowKind.OUTPUTS, new OutputChange(output.cleared(), Optional.empty()));
        event(EventType.OUTPUT_CLEARED, now).of(output);
    }

    void changed(OutputFile output) {
        outputs.add(output);
    }

    void log(Job job, String text) {
        said(new LogRecord(job.id(), Absent.ifEmpty(text), Optional.empty()));
    }

    void ended(Job job, String why) {
        said(new LogRecord(job.id(), Optional.empty(), Absent.ifEmpty(why)));
    }

    private void said(LogRecord record) {
        logs.merge(record.jobId(), record, LogRecord::then);
    }

    /** Workflows that are over leave memory with the batch that says so, and their sums stay. */
    private void retire() {
        for (WorkflowBook workflow : workflows) {
            batch.add(RowKind.WORKFLOWS, workflow.row());
            rows(
                    RowKind.STAGES,
                    workflow.stages(),
                    each -> new StageRecord(each.ref(), each.order().maxAttempts()));
            if (workflow.over()) {
                Sums sums = workflow.sums();
                batch.addAll(RowKind.FILE_SUMS, sums.files());
                batch.addAll(RowKind.JOB_SUMS, sums.jobs());
                batch.addAll(RowKind.OUTPUT_SUMS, sums.outputs());
                books.retire(workflow);
            }
        }
    }

    Batch take() {
        retire();
        jobs.removeAll(newJobs);
        beats.removeAll(newJobs);
        beats.removeAll(jobs);
        outputs.removeAll(newOutputs.keySet());
        endedAllocations.removeAll(newAllocations);
        inventory.ifPresent(replaced -> batch.add(RowKind.INVENTORY, replaced));
        files.values().forEach(file -> batch.add(file.input == null ? RowKind.FILES : RowKind.NEW_FILES, change(file)));
        replicas.values().forEach(found -> batch.addAll(RowKind.REPLICAS, found));
        rows(RowKind.NEW_JOBS, newJobs, Job::row);
        rows(RowKind.JOBS, jobs, Job::row);
        rows(RowKind.BEATS, beats, Job::row);
        rows(RowKind.ENDED_ALLOCATIONS, endedAllocations, Allocation::row);
        rows(RowKind.NEW_ALLOCATIONS, newAllocations, Allocation::row);
        newOutputs.forEach(
                (output, text) -> batch.add(RowKind.NEW_OUTPUTS, new OutputChange(output.row(), Optional.of(text))));
        rows(RowKind.OUTPUTS, outputs, each -> new OutputChange(each.row(), Optional.empty()));
        batch.addAll(RowKind.LOGS, logs.values());
        return batch;
    }

    private FileChange change(TouchedFile file) {
        return new FileChange(
                file.stage.row(file.slot),
                Optional.ofNullable(file.input),
                Optional.ofNullable(file.allocatedAt),
                Optional.ofNullable(file.processedAt));
    }

    private <T, R> void rows(RowKind<R> kind, Collection<T> touched, Function<T, R> row) {
        batch.addAll(kind, touched.stream().map(row).toList());
    }

    /** In the order of the batch's new allocations. */
    List<Allocation> granted() {
        return List.copyOf(newAllocations);
    }
}
