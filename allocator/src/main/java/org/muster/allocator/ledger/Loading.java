package org.muster.allocator.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;

/** Fills the books from a snapshot. */
final class Loading {
    private final Books books;
    private final Map<Long, Job> jobs = new HashMap<>();

    Loading(Books books) {
        this.books = books;
    }

    void load(Snapshot snapshot) {
        snapshot.workflows().forEach(this::load);
        Map<Long, List<ReplicaRecord>> replicas = new HashMap<>();
        snapshot.replicas()
                .forEach(replica -> replicas.computeIfAbsent(replica.fileId(), id -> new ArrayList<>())
                        .add(replica));
        snapshot.files().forEach(file -> load(file, replicas.getOrDefault(file.id(), List.of())));
        snapshot.jobs().forEach(this::load);
        snapshot.allocations().forEach(this::load);
        snapshot.outputs().forEach(this::load);
        books.workflows.values().forEach(this::countOutputs);
    }

    private void load(WorkflowRecord record) {
        WorkflowBook workflow = new WorkflowBook(record.order(), record.openedAt(), books.rses);
        workflow.status = record.status();
        workflow.inputsFound = record.inputsFound();
        books.workflows.put(workflow.number(), workflow);
    }

    private void load(FileRecord record, List<ReplicaRecord> replicas) {
        StageBook stage = books.stage(record.stage()).orElseThrow();
        InputFile file = stage.addFile(record.id(), record.did(), record.sizeBytes());
        file.state = record.state();
        file.attempts = record.attempts();
        file.rse = record.rse().isEmpty() ? file.rse : books.rses.of(record.rse());
        file.site = record.site().isEmpty() ? file.site : books.sites.of(record.site());
        file.allocatedAt = record.allocatedAt();
        file.processedAt = record.processedAt();
        file.replicas(replicas, books.rses);
        stage.count(file.state, +1);
        books.files.put(file.id, file);
        if (file.state == InputFileState.FINDING) {
            stage.finding.put(file.id, file);
        }
        if (file.state == InputFileState.UNALLOCATED) {
            stage.waiting.add(file.slot, file.rses);
        }
    }

    private void load(JobRecord record) {
        StageBook stage = books.stage(record.stage()).orElseThrow();
        Job job = new Job(
                record.id(), record.jobsubId(), stage, record.jobSecret(), record.jobscriptSecret(), record.times());
        job.state = record.state();
        job.slot = record.slot();
        job.usage = record.usage();
        job.exitCode = record.exitCode();
        job.abortCode = record.abortCode();
        job.allocatedFiles = record.allocatedFiles();
        job.askedForFile = record.askedForFile();
        job.recordDigest = record.recordDigest();
        job.confirmDigest = record.confirmDigest();
        stage.count(job.state, +1);
        if (job.state.live()) {
            books.countLive(job, +1);
        }
        jobs.put(job.id, job);
        books.jobs.put(job.jobsubId, job);
    }

    private void load(AllocationRecord record) {
        InputFile file = books.files.get(record.fileId());
        Job job = jobs.get(record.jobId());
        if (file == null || job == null) {
            throw new IllegalStateException("allocation of an unknown file or job: " + record);
        }
        Allocation allocation = new Allocation(
                file,
                job,
                record.attempt(),
                record.sequence(),
                books.rses.of(record.rse()),
                books.sites.of(record.site()),
                record.allocatedAt());
        allocation.endedAt = record.endedAt();
        allocation.end = record.end();
        job.allocations.add(allocation);
        if (allocation.live()) {
            file.allocation = allocation;
        }
    }

    private void load(OutputRecord record) {
        Job job = jobs.get(record.jobId());
        if (job == null) {
            throw new IllegalStateException("output of an unknown job: " + record);
        }
        OutputFile output = new OutputFile(
                record.id(),
                job,
                job.stage.pattern(record.patternId()).orElseThrow(),
                record.did(),
                record.dataset(),
                record.datasetNumber(),
                record.recordedAt());
        output.state = record.state();
        output.sizeBytes = record.sizeBytes();
        output.adler32 = record.adler32();
        output.rse = record.rse();
        output.pfn = record.pfn();
        output.events = record.events();
        output.confirmedAt = record.confirmedAt();
        output.registeredAt = record.registeredAt();
        job.outputs.add(output);
        job.stage.workflow.outputs.put(output.did, output);
        job.stage.count(output.state, +1);
        if (output.unregistered()) {
            job.stage.workflow.countUnregistered(output, +1);
            books.unregistered.put(output.id, output);
        }
    }

    private void countOutputs(WorkflowBook workflow) {
        for (OutputFile output : workflow.outputs.values()) {
            if (output.confirmed()) {
                output.job.stage.confirmedInto(output.dataset);
            }
            if (output.state == OutputFileState.OUTPUT) {
                output.job.stage.eventsConfirmed += Moves.datasetEvents(output);
            }
        }
    }
}
