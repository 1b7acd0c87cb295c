package org.muster.allocator.ledger.books;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.muster.allocator.ledger.rows.AllocationEnd;
import org.muster.allocator.ledger.rows.NewInput;
import org.muster.allocator.ledger.rows.NewReplica;
import org.muster.allocator.ledger.rows.OutputText;
import org.muster.allocator.ledger.rows.StageDirectory;
import org.muster.allocator.matching.ReplicaSets;
import org.muster.allocator.storage.StoragePath;
import org.muster.allocator.storage.UploadPlaces;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.InputFileTrigger;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobTrigger;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.OutputPattern;

/** The only way from one state to another: asks the tables, keeps counts and queues true, and notes what changed. */
public final class Moves {
    private final Books books;
    private final Supplier<Changes> batch;
    private final Witness witness;

    public Moves(Books books, Supplier<Changes> batch, Witness witness) {
        this.books = books;
        this.batch = batch;
        this.witness = witness;
    }

    private Changes changes() {
        return batch.get();
    }

    /** The slot of the first of these new input files; the others follow. */
    public int add(StageBook stage, List<NewInput> inputs, Instant now) {
        int first = stage.files.size();
        for (NewInput input : inputs) {
            if (stage.files.blocksFull()) {
                int block = books.nextBlock++;
                books.own(block, stage);
                changes().block(block, stage);
            }
            int slot = stage.files.add();
            stage.count(InputFileState.FINDING, +1);
            changes().added(stage, slot, input);
        }
        for (int slot = first; slot < stage.files.size(); ) {
            int end = Math.min(stage.files.size(), StageFiles.nextBlock(slot));
            changes().event(EventType.FILE_ADDED, now).toEach(end - slot).of(stage, slot);
            slot = end;
        }
        return first;
    }

    /** Its replicas are known: it waits for a job. */
    public void found(StageBook stage, int slot, List<NewReplica> replicas, Instant now) {
        if (stage.files(InputFileState.UNALLOCATED) == 0) {
            stage.served(now); // nothing waited until now
        }
        stage.files.replicas(slot, set(replicas));
        changes().replicasFound(stage.files.id(slot), replicas);
        replicas.stream()
                .flatMap(replica -> replica.accessibleUntil().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(until -> books.recalls.add(stage.files.id(slot), until));
        move(stage, slot, InputFileTrigger.FIND);
        replicas.forEach(replica ->
                changes().event(EventType.REPLICA_ADDED, now).at(replica.rse()).of(stage, slot));
    }

    /** Its jobs may read files in these directories from now on. */
    public void readable(StageBook stage, List<StoragePath> directories) {
        for (StoragePath directory : directories) {
            if (stage.directories.add(directory)) {
                changes().directory(new StageDirectory(stage.ref, directory));
            }
        }
    }

    private int set(List<NewReplica> replicas) {
        int known = books.replicaSets.size();
        int set = books.replicaSets.of(replicas.stream()
                .mapToInt(replica -> books.rses.of(replica.rse()))
                .toArray());
        if (set >= known) {
            changes().replicaSet(set, books.names(set));
        }
        return set;
    }

    public void missed(StageBook stage, int slot, Instant now) {
        move(stage, slot, InputFileTrigger.MISS);
        changes().event(EventType.FILE_NOT_FOUND, now).of(stage, slot);
    }

    public void lost(StageBook stage, int slot, Instant now) {
        move(stage, slot, InputFileTrigger.LOSE_REPLICAS);
        stage.files.replicas(slot, ReplicaSets.NONE);
        books.recalls.remove(stage.files.id(slot));
        changes().replicasLost(stage.files.id(slot));
        changes().event(EventType.REPLICAS_LOST, now).of(stage, slot);
    }

    /** Recalled files whose time on disk is over go back to finding, those that a job has when it gives them back. */
    public void endRecalls(Instant now) {
        for (long file : books.recalls.ended(now)) {
            books.stageOf(file).ifPresent(stage -> loseIfRecallEnded(stage, stage.files.slot(file), now));
        }
    }

    private void loseIfRecallEnded(StageBook stage, int slot, Instant now) {
        if (stage.files.state(slot) == InputFileState.UNALLOCATED && books.recalls.over(stage.files.id(slot), now)) {
            lost(stage, slot, now);
        }
    }

    public Allocation allocate(StageBook stage, int slot, Job job, int rse, Instant now) {
        move(stage, slot, InputFileTrigger.ALLOCATE);
        int site = books.sites.of(job.mySlot().site().value());
        stage.files.attempt(slot, stage.files.attempts(slot) + 1, rse, site);
        changes().allocated(stage, slot, now);
        stage.served(now);
        job.allocatedFiles++;
        Allocation allocation =
                new Allocation(stage, slot, job, stage.files.attempts(slot), job.allocatedFiles, rse, site, now);
        job.allocations.add(allocation);
        changes().added(allocation);
        // That it got a file, and when, is in the allocation: the job's row need not say it too.
        changes().event(EventType.FILE_ALLOCATED, now).of(allocation);
        return allocation;
    }

    public void processedBy(Allocation allocation, Instant now) {
        move(allocation.stage, allocation.slot, InputFileTrigger.RECORD);
        changes().event(EventType.FILE_PROCESSED, now).of(allocation);
    }

    public void post(Allocation allocation, Instant now) {
        end(allocation, AllocationEnd.POSTED, now);
        changes().processed(allocation.stage, allocation.slot, now);
        move(allocation.stage, allocation.slot, InputFileTrigger.CONFIRM);
    }

    /** Back to the queue, or failed if it has had all its attempts. */
    public void giveBack(Allocation allocation, AllocationEnd how, Instant now) {
        StageBook stage = allocation.stage;
        InputFileState before = allocation.fileState();
        end(allocation, how, now);
        if (how == AllocationEnd.OUT_OF_MEMORY) {
            stage.waiting.needsMore(allocation.slot);
        }
        if (stage.files.attempts(allocation.slot) >= stage.order.maxAttempts()) {
            move(stage, allocation.slot, InputFileTrigger.EXHAUST);
            changes().event(EventType.FILE_SET_TO_FAILED, now).of(allocation);
            return;
        }
        move(stage, allocation.slot, InputFileTrigger.GIVE_BACK);
        boolean outputting = before == InputFileState.OUTPUTTING;
        changes()
                .event(outputting ? EventType.FILE_OUTPUTTING_RESET : EventType.FILE_ALLOCATED_RESET, now)
                .of(allocation);
        loseIfRecallEnded(stage, allocation.slot, now);
    }

    /** A person gives up on all input files that are not terminal. Jobs that hold some go on without them. */
    public void failFiles(WorkflowBook workflow, Instant now) {
        // Which job has a file is nowhere noted: nothing else asks, and it would be written with each file handed out.
        books.liveJobs.stream()
                .filter(job -> job.stage.workflow == workflow)
                .sorted(Comparator.comparingLong(job -> job.id))
                .flatMap(job -> job.live().stream())
                .forEach(allocation -> end(allocation, AllocationEnd.VOIDED, now));
        for (StageBook stage : workflow.stages) {
            for (int slot = 0; slot < stage.files.size(); slot++) {
                if (!stage.files.state(slot).terminal()) {
                    fail(stage, slot, now);
                }
            }
        }
    }

    private void fail(StageBook stage, int slot, Instant now) {
        move(stage, slot, InputFileTrigger.FAIL);
        changes().event(EventType.FILE_SET_TO_FAILED, now).of(stage, slot);
    }

    private void end(Allocation allocation, AllocationEnd how, Instant now) {
        allocation.end = how;
        allocation.endedAt = now;
        changes().ended(allocation);
    }

    private void move(StageBook stage, int slot, InputFileTrigger trigger) {
        InputFileState from = stage.files.state(slot);
        InputFileState to = InputFileState.TRANSITIONS.require(from, trigger);
        witness.moved(from, trigger, to);
        stage.count(from, -1);
        stage.count(to, +1);
        stage.files.state(slot, to);
        if (from == InputFileState.UNALLOCATED) {
            stage.waitsNoMore(slot);
        }
        if (to == InputFileState.UNALLOCATED) {
            stage.waits(slot);
        }
        changes().changed(stage, slot);
    }

    public void move(Job job, JobTrigger trigger) {
        JobState from = job.state;
        JobState to = JobState.TRANSITIONS.require(from, trigger);
        witness.moved(from, trigger, to);
        job.stage.count(from, -1);
        job.stage.count(to, +1);
        job.state = to;
        if (from.live() != to.live()) {
            books.countLive(job, to.live() ? +1 : -1);
        }
        if (trigger == JobTrigger.RECEIVE_FILE) {
            changes().beat(job);
        } else {
            changes().changed(job);
        }
    }

    /**
     * Ends a job without success: every file goes back, every unconfirmed output is void and its name free.
     *
     * @param why in a sentence
     */
    public void endJob(Job job, JobTrigger trigger, AllocationEnd how, String why, Instant now) {
        move(job, trigger);
        changes().ended(job, why);
        job.live().forEach(allocation -> giveBack(allocation, how, now));
        job.outputs.stream()
                .filter(output -> output.state == OutputFileState.RECORDED)
                .forEach(output -> {
                    output.pfn = uploadPlaces(output);
                    move(output, OutputFileState.Trigger.VOID);
                    job.stage.workflow.outputs.free(output.did);
                    changes().event(EventType.OUTPUT_VOIDED, now).of(output);
                });
        job.outputs.removeIf(output -> output.state == OutputFileState.VOIDED);
        ended(job, why, now);
    }

    /** As the row of a voided output keeps them; none of one that went to a person's own storage. */
    private String uploadPlaces(OutputFile output) {
        Job job = output.job;
        if (output.pattern.destination() == OutputPattern.Destination.URL || job.slot.isEmpty()) {
            return "";
        }
        List<Inventory.Storage> storages = books.geography.outputStorages(
                job.mySlot().site(), job.stage.order.outputRses(), books.sites, books.rses);
        return UploadPlaces.of(storages, output.did).stream()
                .map(UploadPlaces.Place::pfn)
                .collect(Collectors.joining(" "));
    }

    public void ended(Job job, Instant now) {
        ended(job, "", now);
    }

    private void ended(Job job, String why, Instant now) {
        job.stage.workflow.endings.add(job, why, now);
        job.times = job.times.finish(now);
        job.allocations.clear();
        books.ended(job);
        if (job.stage.workflow.over()) {
            changes().workflow(job.stage.workflow);
        }
    }

    public void add(OutputFile output, OutputText text, Instant now) {
        output.job.outputs.add(output);
        output.job.stage.workflow.outputs.take(output.did);
        output.job.stage.count(output.state, +1);
        changes().added(output, text);
        changes().event(EventType.OUTPUT_RECORDED, now).of(output);
    }

    public void confirm(OutputFile output, Instant now) {
        boolean next = output.pattern.destination() == OutputPattern.Destination.NEXT_STAGE;
        move(output, next ? OutputFileState.Trigger.CONFIRM_FOR_NEXT_STAGE : OutputFileState.Trigger.CONFIRM);
        output.confirmedAt = now;
        StageBook stage = output.job.stage;
        stage.confirmedInto(output.dataset, 1);
        stage.confirmedEvents(datasetEvents(output));
        if (output.pattern.destination() == OutputPattern.Destination.URL) {
            // The catalogues never learn of files on a person's own storage.
            output.registeredAt = now;
        } else {
            stage.workflow.countUnregistered(output, +1);
            books.unregistered.put(output.id, output);
        }
        changes().event(EventType.FILE_CREATED, now).of(output);
    }

    /** The catalogues know it. One for the next stage becomes an input file there. */
    public void registered(OutputFile output, Instant now) {
        output.registeredAt = now;
        books.unregistered.remove(output.id);
        WorkflowBook workflow = output.job.stage.workflow;
        workflow.countUnregistered(output, -1);
        changes().changed(output);
        int next = output.job.stage.ref.stage() + 1;
        if (output.state == OutputFileState.FINDING && workflow.hasStage(next)) {
            add(workflow.stage(next), List.of(new NewInput(output.did.toString(), output.sizeBytes)), now);
        }
        if (workflow.over()) {
            changes().workflow(workflow);
        }
    }

    static long datasetEvents(OutputFile output) {
        return datasetEvents(output.pattern, output.events);
    }

    static long datasetEvents(OutputPattern pattern, long events) {
        return pattern.destination() == OutputPattern.Destination.DATASET ? events : 0;
    }

    private void move(OutputFile output, OutputFileState.Trigger trigger) {
        OutputFileState from = output.state;
        OutputFileState to = OutputFileState.TRANSITIONS.require(from, trigger);
        witness.moved(from, trigger, to);
        output.job.stage.count(from, -1);
        if (to != OutputFileState.VOIDED) {
            output.job.stage.count(to, +1);
        }
        output.state = to;
        changes().changed(output);
    }
}
