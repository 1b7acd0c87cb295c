package org.muster.allocator.ledger.books;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.Block;
import org.muster.allocator.ledger.rows.Ending;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.allocator.ledger.rows.JobRecord;
import org.muster.allocator.ledger.rows.JobSum;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.allocator.ledger.rows.OutputSum;
import org.muster.allocator.ledger.rows.ReplicaSet;
import org.muster.allocator.ledger.rows.StageDirectory;
import org.muster.allocator.ledger.rows.WorkflowRecord;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.Inventory;

/**
 * Fills a ledger with what the journal reads, row by row: each kind of row at once, in the order of the methods here. A
 * workflow whose rows make no sense is left out of the next attempt, and the ledger is whole without it.
 */
public final class Loading {
    private final LedgerSettings settings;
    private final Witness witness;
    private final Books books;
    private final Map<Long, Job> jobs = new HashMap<>();
    private final List<Job> ended = new ArrayList<>();
    private final Map<Integer, String> troubles = new TreeMap<>();
    private final Map<Integer, Integer> workflowOfBlock = new HashMap<>();

    public Loading(LedgerSettings settings, Witness witness) {
        this.settings = settings;
        this.witness = witness;
        this.books = new Books(settings, witness);
    }

    /** From the beginning, without the workflows that made trouble. */
    public Loading again() {
        Loading next = new Loading(settings, witness);
        next.books.setAside(books.setAside());
        next.books.setAside(troubles);
        return next;
    }

    /** Jobs that ended by then have left memory by now. */
    public static Instant forgottenIfEndedBy(Instant now) {
        return now.minus(KnownJobs.ENDED_KEPT);
    }

    /** Whether rows of a workflow are read. */
    public boolean wants(int workflow) {
        return !troubles.containsKey(workflow) && !books.setAside().containsKey(workflow);
    }

    /** Said of one that is set aside already it changes nothing: there is no attempt after the last. */
    public void trouble(int workflow, String why) {
        if (!books.setAside().containsKey(workflow)) {
            troubles.putIfAbsent(workflow, why);
        }
    }

    /** Whether what was read so far cannot be used: what belongs to a workflow in trouble is part of it. */
    public boolean troubled() {
        check();
        return !troubles.isEmpty();
    }

    /** Of a file; empty if no block has it. */
    public OptionalInt workflowOf(long fileId) {
        Integer workflow = fileId < 1 ? null : workflowOfBlock.get(StageFiles.blockOf(fileId));
        return workflow == null ? OptionalInt.empty() : OptionalInt.of(workflow);
    }

    public void inventory(Inventory inventory) {
        books.grid().replace(inventory);
    }

    public void retired(int workflow) {
        books.retired().add(workflow);
    }

    public void workflow(WorkflowRecord record) {
        books.add(WorkflowBook.of(record, books));
    }

    /** In order of their numbers. */
    public void replicaSet(ReplicaSet set) {
        int number = books.grid()
                .replicaSets()
                .of(set.rses().stream().mapToInt(books.grid().rses()::of).toArray());
        if (number != set.number()) {
            throw new IllegalStateException("replica set " + set + " comes as number " + number);
        }
    }

    /** In order of their numbers: none is used again. */
    public void block(int number, int workflow) {
        books.nextBlock = number + 1;
        workflowOfBlock.put(number, workflow);
    }

    /** Files have numbers of this block, whether it is one of the above or not. */
    public void blocksTo(int number) {
        books.nextBlock = Math.max(books.nextBlock, number + 1);
    }

    /** One of the above; of workflows that have left memory there is no more. */
    public void block(Block block) {
        blocksTo(block.number());
        books.stage(block.stage()).ifPresent(stage -> books.own(block.number(), stage));
    }

    /** In any order; there are millions. */
    public void file(long id, InputFileState state, int attempts, String rse, String site, int replicaSet) {
        StageBook stage = books.stageOf(id).orElseThrow(() -> new IllegalStateException("no stage has file " + id));
        int slot = stage.files().slot(id);
        stage.inputs().restore(slot, state, replicaSet);
        if (attempts > 0) {
            stage.files()
                    .attempt(
                            slot,
                            attempts,
                            books.grid().rses().of(rse),
                            books.grid().sites().of(site));
        }
    }

    public void directory(StageDirectory known) {
        books.stage(known.stage()).ifPresent(stage -> stage.inputs().restore(known.directory()));
    }

    /** A file above ran out of memory once. */
    public void hungry(long fileId) {
        books.stageOf(fileId)
                .ifPresent(stage -> stage.inputs().needsMore(stage.files().slot(fileId)));
    }

    /** A file above was recalled from tape. */
    public void recall(long fileId, Instant until) {
        books.stageOf(fileId).ifPresent(stage -> books.recalls().add(fileId, until));
    }

    private StageBook stage(StageRef ref) {
        return books.stage(ref).orElseThrow(() -> new IllegalStateException("no stage " + ref));
    }

    /** Of all jobs, in memory or not. */
    public void jobs(JobSum sum) {
        stage(sum.stage()).sums().restore(sum);
    }

    /** How so many jobs ended in the minute of this time, one of those that {@link #endingsSince} asks for. */
    public void endings(int workflow, Ending ending, Instant at, long jobs, long lastJob, String example) {
        books.workflow(new WorkflowId(workflow))
                .ifPresent(book -> book.endings().add(ending, at, jobs, lastJob, example));
    }

    /** Jobs that ended before are not told of one by one any more. */
    public static Instant endingsSince(Instant now) {
        return RecentEndings.since(now);
    }

    /** One that has not ended, or not long ago, or whose outputs the catalogues do not know yet. */
    public void job(JobRecord record) {
        Job job = Job.of(record, stage(record.stage()));
        if (job.state().live()) {
            books.countLive(job, +1);
        }
        jobs.put(job.id(), job);
        books.jobs().add(job);
        if (job.state().terminal()) {
            ended.add(job);
        }
    }

    /** In the order that each job got its own. */
    public void allocation(AllocationRecord record, FileText text) {
        Job job = known(record.jobId());
        if (!books.stageOf(record.fileId()).equals(Optional.of(job.stage()))) {
            throw new IllegalStateException(
                    "job " + job.jobsubId() + " has file " + record.fileId() + " of another stage");
        }
        int slot = job.stage().files().slot(record.fileId());
        if (slot >= job.stage().files().size()) {
            throw new IllegalStateException(
                    "job " + job.jobsubId() + " has file " + record.fileId() + ", which is not there");
        }
        job.restore(Allocation.of(record, job, slot, text));
    }

    private Job known(long id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new IllegalStateException("job " + id + " is not there");
        }
        return job;
    }

    /** Of all outputs that are not voided, in memory or not. */
    public void outputs(OutputSum sum, int patternId, String dataset) {
        stage(sum.stage()).restore(sum, patternId, dataset);
    }

    /** Of every output that is not voided. */
    public void outputName(int workflow, Did name) {
        books.workflow(new WorkflowId(workflow))
                .ifPresent(book -> book.outputNames().take(name));
    }

    /** One of the jobs above. */
    public void output(OutputRecord record) {
        Job job = known(record.jobId());
        OutputFile output = new OutputFile(record, job);
        job.restore(output);
        if (output.unregistered()) {
            books.toRegister(output);
        }
    }

    public void next(long job, long output, long event) {
        books.nextJob = job;
        books.nextOutput = output;
        books.nextEvent = event;
    }

    /** Where the partition begins that events go to: it may have none yet. */
    public void startEvents(long first) {
        books.startEvents(first);
    }

    /** What the moves rely on; a row that breaks it would stop every batch that meets it. */
    private void check() {
        Map<StageBook, Long> held = new HashMap<>();
        for (Job job : jobs.values()) {
            if (job.state().live() && job.slot().isEmpty()) {
                trouble(job, "is " + job.state() + " and has no slot");
            }
            Set<Long> files = new HashSet<>();
            for (Allocation allocation : job.live()) {
                InputFileState state = allocation.fileState();
                if (state != InputFileState.ALLOCATED && state != InputFileState.OUTPUTTING) {
                    trouble(job, "holds file " + allocation.fileId() + ", which is " + state);
                } else if (!files.add(allocation.fileId())) {
                    trouble(job, "holds file " + allocation.fileId() + " twice");
                }
            }
            held.merge(job.stage(), (long) files.size(), Long::sum);
        }
        for (StageBook stage : books.stages()) {
            long out = stage.files(InputFileState.ALLOCATED) + stage.files(InputFileState.OUTPUTTING);
            if (out != held.getOrDefault(stage, 0L)) {
                trouble(
                        stage.workflow().number(),
                        out + " files of " + stage.ref() + " are with jobs, which hold "
                                + held.getOrDefault(stage, 0L));
            }
        }
    }

    private void trouble(Job job, String what) {
        trouble(job.stage().workflow().number(), "job " + job.jobsubId() + " " + what);
    }

    /** Everything has been said. */
    public Loading done(Instant now) {
        books.stages().forEach(stage -> {
            for (int slot = 0; slot < stage.files().size(); slot++) {
                if (stage.files().state(slot) == InputFileState.UNALLOCATED) {
                    stage.waits(slot);
                }
            }
        });
        ended.sort(Comparator.comparing((Job job) -> job.times().ended()).thenComparing(job -> job.id()));
        ended.forEach(books.jobs()::ended);
        books.jobs().forgetEnded(now);
        return this;
    }

    public Books books() {
        return books;
    }
}
