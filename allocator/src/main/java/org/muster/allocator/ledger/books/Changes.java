package org.muster.allocator.ledger.books;

import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.allocator.ledger.rows.Batch;
import org.muster.allocator.ledger.rows.Block;
import org.muster.allocator.ledger.rows.EventRecord;
import org.muster.allocator.ledger.rows.FileChange;
import org.muster.allocator.ledger.rows.LogRecord;
import org.muster.allocator.ledger.rows.NewFile;
import org.muster.allocator.ledger.rows.NewInput;
import org.muster.allocator.ledger.rows.NewReplica;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.OutputText;
import org.muster.allocator.ledger.rows.ReplicaSet;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.allocator.ledger.rows.StageDirectory;
import org.muster.allocator.ledger.rows.WorkflowRecord;
import org.muster.domain.event.EventType;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Inventory;

/** What the commands of a batch touched. Rows are taken when the batch is, so each goes out once in its last state. */
public final class Changes {
    private final Books books;
    private Optional<Inventory> inventory = Optional.empty();
    private final List<WorkflowRecord> retired = new ArrayList<>();
    private final Set<WorkflowBook> workflows = new LinkedHashSet<>();
    private final List<Block> blocks = new ArrayList<>();
    private final List<ReplicaSet> replicaSets = new ArrayList<>();
    private final List<StageDirectory> directories = new ArrayList<>();
    private final Long2ObjectLinkedOpenHashMap<TouchedFile> files = new Long2ObjectLinkedOpenHashMap<>();
    private final Set<Long> lostReplicas = new HashSet<>();
    private final Long2ObjectLinkedOpenHashMap<List<NewReplica>> replicas = new Long2ObjectLinkedOpenHashMap<>();
    private final Set<Job> newJobs = new LinkedHashSet<>();
    private final Set<Job> jobs = new LinkedHashSet<>();
    private final Set<Job> beats = new LinkedHashSet<>();
    private final Set<Allocation> newAllocations = new LinkedHashSet<>();
    private final Set<Allocation> endedAllocations = new LinkedHashSet<>();
    private final Set<OutputFile> newOutputs = new LinkedHashSet<>();
    private final Set<OutputFile> outputs = new LinkedHashSet<>();
    private final List<OutputRecord> cleared = new ArrayList<>();
    private final List<OutputText> texts = new ArrayList<>();
    private final Map<Long, LogRecord> logs = new LinkedHashMap<>();
    private final List<EventRecord> events = new ArrayList<>();

    public Changes(Books books) {
        this.books = books;
    }

    public void inventory(Inventory replaced) {
        inventory = Optional.of(replaced);
    }

    public void workflow(WorkflowBook workflow) {
        workflows.add(workflow);
    }

    void block(int number, StageBook stage) {
        blocks.add(new Block(number, stage.ref));
    }

    void replicaSet(int number, List<String> rses) {
        replicaSets.add(new ReplicaSet(number, rses));
    }

    void directory(StageDirectory directory) {
        directories.add(directory);
    }

    public void added(StageBook stage, int slot, NewInput input) {
        TouchedFile file = new TouchedFile(stage, slot);
        file.input = input;
        files.put(stage.files.id(slot), file);
    }

    public void changed(StageBook stage, int slot) {
        touched(stage, slot);
    }

    void allocated(StageBook stage, int slot, Instant now) {
        touched(stage, slot).allocatedMicros = micros(now);
    }

    void processed(StageBook stage, int slot, Instant now) {
        touched(stage, slot).processedMicros = micros(now);
    }

    private TouchedFile touched(StageBook stage, int slot) {
        long id = stage.files.id(slot);
        TouchedFile known = files.get(id);
        if (known != null) {
            return known;
        }
        TouchedFile touched = new TouchedFile(stage, slot);
        files.put(id, touched);
        return touched;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    void replicasFound(long fileId, List<NewReplica> found) {
        replicas.put(fileId, found);
    }

    void replicasLost(long fileId) {
        replicas.remove(fileId);
        lostReplicas.add(fileId);
    }

    public void added(Job job) {
        newJobs.add(job);
    }

    public void changed(Job job) {
        jobs.add(job);
    }

    /** No more changed than its state while it runs, its last sign of life, and whether it has asked for a file. */
    public void beat(Job job) {
        beats.add(job);
    }

    public void added(Allocation allocation) {
        newAllocations.add(allocation);
    }

    public void ended(Allocation allocation) {
        endedAllocations.add(allocation);
    }

    public void added(OutputFile output, OutputText text) {
        newOutputs.add(output);
        texts.add(text);
    }

    public void cleared(OutputRecord output, Instant now) {
        cleared.add(output.cleared());
        StageRef stage = output.stage();
        event(
                EventType.OUTPUT_CLEARED,
                now,
                stage.workflow().number(),
                stage.stage(),
                0,
                output.id(),
                output.jobId(),
                Optional.empty(),
                "",
                OptionalInt.empty());
    }

    public void changed(OutputFile output) {
        outputs.add(output);
    }

    public void log(Job job, String text) {
        said(new LogRecord(job.id, text, ""));
    }

    public void ended(Job job, String why) {
        said(new LogRecord(job.id, "", why));
    }

    private void said(LogRecord record) {
        logs.merge(record.jobId(), record, LogRecord::then);
    }

    public void event(EventType type, Instant now, WorkflowBook workflow) {
        event(type, now, workflow.number(), 0, 0, 0, 0, Optional.empty(), "", OptionalInt.empty());
    }

    public void event(EventType type, Instant now, StageBook stage) {
        event(
                type,
                now,
                stage.workflow.number(),
                stage.ref.stage(),
                0,
                0,
                0,
                Optional.empty(),
                "",
                OptionalInt.empty());
    }

    public void event(EventType type, Instant now, StageBook stage, int slot) {
        event(type, now, stage, slot, "");
    }

    public void event(EventType type, Instant now, StageBook stage, int slot, String rse) {
        event(
                type,
                now,
                stage.workflow.number(),
                stage.ref.stage(),
                stage.files.id(slot),
                0,
                0,
                Optional.empty(),
                rse,
                OptionalInt.empty());
    }

    /** Of each of so many files from this slot on, all of one block. */
    void events(EventType type, Instant now, StageBook stage, int slot, int files) {
        event(type, now, stage, slot);
        events.add(events.remove(events.size() - 1).ofEach(files));
        books.nextEvent += files - 1;
    }

    public void event(EventType type, Instant now, Allocation allocation) {
        Job job = allocation.job;
        String rse = books.rses.name(allocation.rse);
        long file = allocation.fileId();
        event(
                type,
                now,
                job.stage.workflow.number(),
                job.stage.ref.stage(),
                file,
                0,
                job.id,
                job.slot,
                rse,
                OptionalInt.empty());
    }

    public void event(EventType type, Instant now, Job job) {
        event(type, now, job.stage.workflow.number(), job.stage.ref.stage(), 0, 0, job.id, job.slot, "", job.exitCode);
    }

    public void event(EventType type, Instant now, OutputFile output) {
        Job job = output.job;
        event(
                type,
                now,
                job.stage.workflow.number(),
                job.stage.ref.stage(),
                0,
                output.id,
                job.id,
                job.slot,
                output.rse,
                OptionalInt.empty());
    }

    private void event(
            EventType type,
            Instant now,
            int workflow,
            int stage,
            long file,
            long output,
            long job,
            Optional<Slot> slot,
            String rse,
            OptionalInt exitCode) {
        String site = slot.map(mine -> mine.site().value()).orElse("");
        String entry = slot.map(Slot::entry).orElse("");
        events.add(new EventRecord(
                books.nextEvent++, 1, now, type, workflow, stage, file, output, job, site, entry, rse, exitCode));
    }

    /** Workflows that are over leave memory with the batch that says so. */
    private void retire() {
        for (WorkflowBook workflow : workflows) {
            retired.add(workflow.row());
            if (workflow.over()) {
                books.retire(workflow);
            }
        }
    }

    public Batch take() {
        retire();
        jobs.removeAll(newJobs);
        beats.removeAll(newJobs);
        beats.removeAll(jobs);
        outputs.removeAll(newOutputs);
        endedAllocations.removeAll(newAllocations);
        List<NewFile> newFiles = new ArrayList<>();
        List<FileChange> changedFiles = new ArrayList<>();
        files.forEach((id, file) -> {
            FileChange change =
                    new FileChange(file.stage.row(file.slot, books), file.allocatedMicros, file.processedMicros);
            if (file.input == null) {
                changedFiles.add(change);
            } else {
                newFiles.add(new NewFile(change, file.input));
            }
        });
        return new Batch(
                inventory,
                retired,
                blocks,
                replicaSets,
                directories,
                newFiles,
                changedFiles,
                lostReplicas,
                replicas.values().stream().flatMap(List::stream).toList(),
                newJobs.stream().map(Job::row).toList(),
                jobs.stream().map(Job::row).toList(),
                beats.stream().map(Job::row).toList(),
                endedAllocations.stream()
                        .map(allocation -> allocation.row(books.sites, books.rses))
                        .toList(),
                newAllocations.stream()
                        .map(allocation -> allocation.row(books.sites, books.rses))
                        .toList(),
                newOutputs.stream().map(OutputFile::row).toList(),
                Stream.concat(outputs.stream().map(OutputFile::row), cleared.stream())
                        .toList(),
                texts,
                List.copyOf(logs.values()),
                events);
    }

    /** In the order of the batch's new allocations. */
    public List<Allocation> granted() {
        return List.copyOf(newAllocations);
    }
}
