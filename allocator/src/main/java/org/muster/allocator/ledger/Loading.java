package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.allocator.matching.Geography;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Inventory;

/** Fills a ledger with what the journal reads, row by row: each kind of row at once, in the order of the methods here. */
public final class Loading {
    private final Books books = new Books();
    private final Ledger.Settings settings;
    private final Witness witness;
    private final Map<Long, Job> jobs = new HashMap<>();
    private final List<Job> ended = new ArrayList<>();

    public Loading(Ledger.Settings settings, Witness witness) {
        this.settings = settings;
        this.witness = witness;
        books.nextJob = 1;
        books.nextOutput = 1;
        books.nextEvent = 1;
    }

    public void inventory(Inventory inventory) {
        books.geography = new Geography(inventory, books.sites, books.rses);
    }

    public void retired(int workflow) {
        books.retired.add(workflow);
    }

    public void workflow(WorkflowRecord record) {
        WorkflowBook workflow = new WorkflowBook(record.order(), record.openedAt(), books.rses, books.replicaSets);
        workflow.status = record.status();
        workflow.inputsFound = record.inputsFound();
        for (int i = 0; i < record.settings().size(); i++) {
            workflow.stages.get(i).settings(record.settings().get(i), books.rses);
        }
        books.add(workflow);
    }

    /** In order of their numbers. */
    public void replicaSet(ReplicaSet set) {
        int number = books.replicaSets.of(
                set.rses().stream().mapToInt(books.rses::of).toArray());
        if (number != set.number()) {
            throw new IllegalStateException("replica set " + set + " comes as number " + number);
        }
    }

    /** In order of their numbers. Those of workflows that have left memory only keep their ids from being used again. */
    public void block(Block block) {
        books.nextBlock = block.number() + 1;
        books.stage(block.stage()).ifPresent(stage -> books.own(block.number(), stage));
    }

    /** In any order; there are millions. */
    public void file(long id, InputFileState state, int attempts, String rse, String site, int replicaSet) {
        StageBook stage = books.stageOf(id).orElseThrow(() -> new IllegalStateException("no stage has file " + id));
        int slot = stage.files.slot(id);
        stage.files.restore(slot, state);
        if (attempts > 0) {
            stage.files.attempt(slot, attempts, books.rses.of(rse), books.sites.of(site));
        }
        stage.files.replicas(slot, replicaSet);
        stage.count(state, +1);
        if (books.counter(replicaSet)) {
            stage.counters++;
        }
    }

    /** A file above ran out of memory once. */
    public void hungry(long fileId) {
        books.stageOf(fileId).ifPresent(stage -> stage.waiting.needsMore(stage.files.slot(fileId)));
    }

    /** A file above was recalled from tape. */
    public void recall(long fileId, Instant until) {
        books.stageOf(fileId).ifPresent(stage -> books.recalls.add(fileId, until));
    }

    private StageBook stage(StageRef ref) {
        return books.stage(ref).orElseThrow(() -> new IllegalStateException("no stage " + ref));
    }

    /** Of all jobs, in memory or not. */
    public void jobs(StageRef stage, JobState state, long count) {
        stage(stage).count(state, count);
    }

    /** One that has not ended, or not long ago, or whose outputs the catalogues do not know yet. */
    public void job(JobRecord record) {
        Job job = new Job(
                record.id(),
                record.jobsubId(),
                stage(record.stage()),
                record.jobSecret(),
                record.jobscriptSecret(),
                record.times());
        job.state = record.state();
        job.slot = record.slot();
        job.usage = record.usage();
        job.exitCode = record.exitCode();
        job.abortCode = record.abortCode();
        job.allocatedFiles = record.allocatedFiles();
        job.askedForFile = record.askedForFile();
        job.recordDigest = record.recordDigest();
        job.confirmDigest = record.confirmDigest();
        if (job.state.live()) {
            books.countLive(job, +1);
        }
        jobs.put(job.id, job);
        books.jobs.put(job.jobsubId, job);
        if (job.state.terminal()) {
            ended.add(job);
        }
    }

    /** In the order that each job got its own. */
    public void allocation(AllocationRecord record, FileText text) {
        Job job = known(record.jobId());
        int slot = job.stage.files.slot(record.fileId());
        Allocation allocation = new Allocation(
                job.stage,
                slot,
                job,
                record.attempt(),
                record.sequence(),
                books.rses.of(record.rse()),
                books.sites.of(record.site()),
                record.allocatedAt());
        allocation.endedAt = record.endedAt();
        allocation.end = record.end();
        allocation.hasText(text);
        job.allocations.add(allocation);
        job.allocatedFiles = Math.max(job.allocatedFiles, record.sequence());
        job.askedForFile = true;
        job.stage.served(record.allocatedAt());
        if (record.allocatedAt().isAfter(job.times.heartbeat())) {
            job.times = job.times.beat(record.allocatedAt());
        }
    }

    private Job known(long id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new IllegalStateException("job " + id + " is not there");
        }
        return job;
    }

    /** Of all outputs that are not voided, in memory or not. */
    public void outputs(StageRef ref, int patternId, OutputFileState state, String dataset, long count, long events) {
        StageBook stage = stage(ref);
        stage.count(state, count);
        if (state == OutputFileState.OUTPUT || state == OutputFileState.FINDING) {
            stage.confirmedInto(dataset, count);
        }
        if (state == OutputFileState.OUTPUT) {
            stage.eventsConfirmed += stage.pattern(patternId)
                    .map(pattern -> Moves.datasetEvents(pattern, events))
                    .orElse(0L);
        }
    }

    /** Of every output that is not voided. */
    public void outputName(int workflow, Did name) {
        WorkflowBook book = books.workflows.get(workflow);
        if (book != null) {
            book.outputs.take(name);
        }
    }

    /** One of the jobs above. */
    public void output(OutputRecord record) {
        Job job = known(record.jobId());
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
        if (output.unregistered()) {
            job.stage.workflow.countUnregistered(output, +1);
            books.unregistered.put(output.id, output);
        }
    }

    public void next(long job, long output, long event) {
        books.nextJob = job;
        books.nextOutput = output;
        books.nextEvent = event;
    }

    /** Everything has been said. */
    public Ledger done(Instant now) {
        books.stages().forEach(stage -> {
            for (int slot = 0; slot < stage.files.size(); slot++) {
                if (stage.files.state(slot) == InputFileState.UNALLOCATED) {
                    stage.waits(slot);
                }
            }
        });
        ended.sort(Comparator.comparing((Job job) -> job.times.finished()).thenComparing(job -> job.id));
        ended.forEach(books::ended);
        books.forgetEnded(now);
        return new Ledger(books, settings, witness);
    }
}
