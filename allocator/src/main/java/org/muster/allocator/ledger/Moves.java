package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.InputFileTrigger;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.event.EventType;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobTrigger;
import org.muster.protocol.control.OutputPattern;

/** The only way from one state to another: asks the tables, keeps counts and queues true, and notes what changed. */
final class Moves {
    private final Books books;
    private final Supplier<Changes> batch;
    private final Witness witness;

    Moves(Books books, Supplier<Changes> batch, Witness witness) {
        this.books = books;
        this.batch = batch;
        this.witness = witness;
    }

    private Changes changes() {
        return batch.get();
    }

    InputFile add(StageBook stage, String did, long sizeBytes, Instant now) {
        InputFile file = stage.addFile(books.nextFile++, did, sizeBytes);
        books.files.put(file.id, file);
        stage.count(file.state, +1);
        stage.finding.put(file.id, file);
        changes().added(file);
        changes().event(EventType.FILE_ADDED, now, file);
        return file;
    }

    /** Its replicas are known: it waits for a job. */
    void found(InputFile file, List<ReplicaRecord> replicas, Instant now) {
        file.replicas(replicas, books.rses);
        changes().replicasFound(file);
        move(file, InputFileTrigger.FIND);
        replicas.forEach(replica -> changes().event(EventType.REPLICA_ADDED, now, file, replica.rse()));
    }

    void missed(InputFile file, Instant now) {
        move(file, InputFileTrigger.MISS);
        changes().event(EventType.FILE_NOT_FOUND, now, file);
    }

    void lost(InputFile file, Instant now) {
        move(file, InputFileTrigger.LOSE_REPLICAS);
        file.forgetReplicas();
        changes().replicasLost(file);
        changes().event(EventType.REPLICAS_LOST, now, file);
    }

    Allocation allocate(InputFile file, Job job, int rse, Instant now) {
        move(file, InputFileTrigger.ALLOCATE);
        file.attempts++;
        file.rse = rse;
        file.site = books.sites.of(job.mySlot().site().value());
        file.allocatedAt = now;
        job.allocatedFiles++;
        Allocation allocation = new Allocation(file, job, file.attempts, job.allocatedFiles, rse, file.site, now);
        file.allocation = allocation;
        job.allocations.add(allocation);
        changes().added(allocation);
        changes().changed(job);
        changes().event(EventType.FILE_ALLOCATED, now, allocation);
        return allocation;
    }

    void processedBy(Allocation allocation, Instant now) {
        move(allocation.file, InputFileTrigger.RECORD);
        changes().event(EventType.FILE_PROCESSED, now, allocation);
    }

    void post(Allocation allocation, Instant now) {
        end(allocation, AllocationEnd.POSTED, now);
        allocation.file.processedAt = now;
        move(allocation.file, InputFileTrigger.CONFIRM);
    }

    /** Back to the queue, or failed if it has had all its attempts. */
    void giveBack(Allocation allocation, AllocationEnd how, Instant now) {
        InputFile file = allocation.file;
        InputFileState before = file.state;
        end(allocation, how, now);
        if (file.attempts >= file.stage.order.maxAttempts()) {
            move(file, InputFileTrigger.EXHAUST);
            changes().event(EventType.FILE_SET_TO_FAILED, now, allocation);
            return;
        }
        move(file, InputFileTrigger.GIVE_BACK);
        boolean outputting = before == InputFileState.OUTPUTTING;
        changes().event(outputting ? EventType.FILE_OUTPUTTING_RESET : EventType.FILE_ALLOCATED_RESET, now, allocation);
    }

    /** A person gives up on it. A job that holds it goes on without it. */
    void fail(InputFile file, Instant now) {
        if (file.allocation != null) {
            end(file.allocation, AllocationEnd.VOIDED, now);
        }
        move(file, InputFileTrigger.FAIL);
        changes().event(EventType.FILE_SET_TO_FAILED, now, file);
    }

    private void end(Allocation allocation, AllocationEnd how, Instant now) {
        allocation.end = how;
        allocation.endedAt = now;
        allocation.file.allocation = null;
        changes().ended(allocation);
    }

    private void move(InputFile file, InputFileTrigger trigger) {
        InputFileState from = file.state;
        InputFileState to = InputFileState.TRANSITIONS.require(from, trigger);
        witness.moved(from, trigger, to);
        file.stage.count(from, -1);
        file.stage.count(to, +1);
        file.state = to;
        if (from == InputFileState.UNALLOCATED) {
            file.stage.waiting.remove(file.rses);
        }
        if (from == InputFileState.FINDING) {
            file.stage.finding.remove(file.id);
        }
        if (to == InputFileState.UNALLOCATED) {
            file.stage.waiting.add(file.slot, file.rses);
        }
        if (to == InputFileState.FINDING) {
            file.stage.finding.put(file.id, file);
        }
        changes().changed(file);
    }

    void move(Job job, JobTrigger trigger) {
        JobState from = job.state;
        JobState to = JobState.TRANSITIONS.require(from, trigger);
        witness.moved(from, trigger, to);
        job.stage.count(from, -1);
        job.stage.count(to, +1);
        job.state = to;
        if (from.live() != to.live()) {
            books.countLive(job, to.live() ? +1 : -1);
        }
        changes().changed(job);
    }

    /** Ends a job without success: every file goes back, every unconfirmed output is void and its name free. */
    void endJob(Job job, JobTrigger trigger, AllocationEnd how, Instant now) {
        move(job, trigger);
        job.live().forEach(allocation -> giveBack(allocation, how, now));
        job.outputs.stream()
                .filter(output -> output.state == OutputFileState.RECORDED)
                .forEach(output -> {
                    move(output, OutputFileState.Trigger.VOID);
                    job.stage.workflow.outputs.remove(output.did);
                    changes().event(EventType.OUTPUT_VOIDED, now, output);
                });
        job.outputs.removeIf(output -> output.state == OutputFileState.VOIDED);
        ended(job, now);
    }

    void ended(Job job, Instant now) {
        job.times = job.times.finish(now);
        job.allocations.clear();
        if (job.stage.workflow.over()) {
            changes().workflow(job.stage.workflow);
        }
    }

    void add(OutputFile output, OutputText text, Instant now) {
        output.job.outputs.add(output);
        output.job.stage.workflow.outputs.put(output.did, output);
        output.job.stage.count(output.state, +1);
        changes().added(output, text);
        changes().event(EventType.OUTPUT_RECORDED, now, output);
    }

    void confirm(OutputFile output, Instant now) {
        boolean next = output.pattern.destination() == OutputPattern.Destination.NEXT_STAGE;
        move(output, next ? OutputFileState.Trigger.CONFIRM_FOR_NEXT_STAGE : OutputFileState.Trigger.CONFIRM);
        output.confirmedAt = now;
        StageBook stage = output.job.stage;
        stage.confirmedInto(output.dataset);
        stage.eventsConfirmed += datasetEvents(output);
        if (output.pattern.destination() == OutputPattern.Destination.URL) {
            // The catalogues never learn of files on a person's own storage.
            output.registeredAt = now;
        } else {
            stage.workflow.countUnregistered(output, +1);
            books.unregistered.put(output.id, output);
        }
        changes().event(EventType.FILE_CREATED, now, output);
    }

    /** The catalogues know it. One for the next stage becomes an input file there. */
    void registered(OutputFile output, Instant now) {
        output.registeredAt = now;
        books.unregistered.remove(output.id);
        WorkflowBook workflow = output.job.stage.workflow;
        workflow.countUnregistered(output, -1);
        changes().changed(output);
        int next = output.job.stage.ref.stage() + 1;
        if (output.state == OutputFileState.FINDING
                && workflow.hasStage(next)
                && !workflow.stage(next).byDid.containsKey(output.did.toString())) {
            add(workflow.stage(next), output.did.toString(), output.sizeBytes, now);
        }
        if (workflow.over()) {
            changes().workflow(workflow);
        }
    }

    static long datasetEvents(OutputFile output) {
        return output.pattern.destination() == OutputPattern.Destination.DATASET ? output.events : 0;
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
