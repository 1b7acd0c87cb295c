package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.muster.domain.event.EventType;
import org.muster.protocol.control.Inventory;

/** What the commands of a batch touched. Rows are taken when the batch is, so each goes out once in its last state. */
final class Changes {
    private final Books books;
    private Optional<Inventory> inventory = Optional.empty();
    private final List<WorkflowRecord> retired = new ArrayList<>();
    private final Set<WorkflowBook> workflows = new LinkedHashSet<>();
    private final Set<InputFile> newFiles = new LinkedHashSet<>();
    private final Set<InputFile> files = new LinkedHashSet<>();
    private final Set<Long> lostReplicas = new HashSet<>();
    private final Set<InputFile> replicas = new LinkedHashSet<>();
    private final Set<Job> newJobs = new LinkedHashSet<>();
    private final Set<Job> jobs = new LinkedHashSet<>();
    private final Set<Allocation> newAllocations = new LinkedHashSet<>();
    private final Set<Allocation> endedAllocations = new LinkedHashSet<>();
    private final Set<OutputFile> newOutputs = new LinkedHashSet<>();
    private final Set<OutputFile> outputs = new LinkedHashSet<>();
    private final List<OutputText> texts = new ArrayList<>();
    private final List<LogRecord> logs = new ArrayList<>();
    private final List<EventRecord> events = new ArrayList<>();

    Changes(Books books) {
        this.books = books;
    }

    void inventory(Inventory replaced) {
        inventory = Optional.of(replaced);
    }

    void workflow(WorkflowBook workflow) {
        workflows.add(workflow);
    }

    void added(InputFile file) {
        newFiles.add(file);
    }

    void changed(InputFile file) {
        files.add(file);
    }

    void replicasFound(InputFile file) {
        replicas.add(file);
    }

    void replicasLost(InputFile file) {
        replicas.remove(file);
        lostReplicas.add(file.id);
    }

    void added(Job job) {
        newJobs.add(job);
    }

    void changed(Job job) {
        jobs.add(job);
    }

    void added(Allocation allocation) {
        newAllocations.add(allocation);
    }

    void ended(Allocation allocation) {
        endedAllocations.add(allocation);
    }

    void added(OutputFile output, OutputText text) {
        newOutputs.add(output);
        texts.add(text);
    }

    void changed(OutputFile output) {
        outputs.add(output);
    }

    void log(Job job, String text) {
        logs.add(new LogRecord(job.id, text));
    }

    void event(EventType type, Instant now, WorkflowBook workflow) {
        event(type, now, workflow.number(), 0, 0, 0, 0, Optional.empty(), "", OptionalInt.empty());
    }

    void event(EventType type, Instant now, InputFile file) {
        event(
                type,
                now,
                file.stage.workflow.number(),
                file.stage.ref.stage(),
                file.id,
                0,
                0,
                Optional.empty(),
                "",
                OptionalInt.empty());
    }

    void event(EventType type, Instant now, InputFile file, String rse) {
        event(
                type,
                now,
                file.stage.workflow.number(),
                file.stage.ref.stage(),
                file.id,
                0,
                0,
                Optional.empty(),
                rse,
                OptionalInt.empty());
    }

    void event(EventType type, Instant now, Allocation allocation) {
        Job job = allocation.job;
        String rse = books.rses.name(allocation.rse);
        long file = allocation.file.id;
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

    void event(EventType type, Instant now, Job job) {
        event(type, now, job.stage.workflow.number(), job.stage.ref.stage(), 0, 0, job.id, job.slot, "", job.exitCode);
    }

    void event(EventType type, Instant now, OutputFile output) {
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
                books.nextEvent++, now, type, workflow, stage, file, output, job, site, entry, rse, exitCode));
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

    Batch take() {
        retire();
        files.removeAll(newFiles);
        jobs.removeAll(newJobs);
        outputs.removeAll(newOutputs);
        endedAllocations.removeAll(newAllocations);
        return new Batch(
                inventory,
                retired,
                newFiles.stream().map(file -> file.row(books.sites, books.rses)).toList(),
                files.stream().map(file -> file.row(books.sites, books.rses)).toList(),
                lostReplicas,
                replicas.stream()
                        .flatMap(file -> file.replicaRows(books.rses).stream())
                        .toList(),
                newJobs.stream().map(Job::row).toList(),
                jobs.stream().map(Job::row).toList(),
                endedAllocations.stream()
                        .map(allocation -> allocation.row(books.sites, books.rses))
                        .toList(),
                newAllocations.stream()
                        .map(allocation -> allocation.row(books.sites, books.rses))
                        .toList(),
                newOutputs.stream().map(OutputFile::row).toList(),
                outputs.stream().map(OutputFile::row).toList(),
                texts,
                logs,
                events);
    }
}
