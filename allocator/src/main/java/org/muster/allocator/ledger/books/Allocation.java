package org.muster.allocator.ledger.books;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.rows.AllocationEnd;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.InputFileTrigger;
import org.muster.domain.event.EventType;

/** One attempt of one job at one file: reserved when granted, and ended exactly once. */
public final class Allocation {
    private final Job job;
    private final int slot;
    private final int attempt;
    private final int sequence;
    private final int rse;
    private final int site;
    private final Instant allocatedAt;
    private Optional<Instant> endedAt = Optional.empty();
    private AllocationEnd end = AllocationEnd.LIVE;
    private @Nullable FileText text;

    Allocation(Job job, int slot, int attempt, int sequence, int rse, int site, Instant allocatedAt) {
        this.job = job;
        this.slot = slot;
        this.attempt = attempt;
        this.sequence = sequence;
        this.rse = rse;
        this.site = site;
        this.allocatedAt = allocatedAt;
    }

    /** As it is in its row. */
    static Allocation of(AllocationRecord row, Job job, int slot, FileText text) {
        Books books = job.stage().books();
        Allocation allocation = new Allocation(
                job,
                slot,
                row.attempt(),
                row.sequence(),
                books.grid().rses().of(row.rse()),
                books.grid().sites().of(row.site()),
                row.allocatedAt());
        allocation.endedAt = row.endedAt();
        allocation.end = row.end();
        allocation.text = text;
        return allocation;
    }

    AllocationRecord row() {
        Books books = stage().books();
        return new AllocationRecord(
                fileId(),
                attempt,
                job.id(),
                sequence,
                books.grid().rses().name(rse),
                books.grid().sites().name(site),
                allocatedAt,
                endedAt,
                end);
    }

    /** Known once the allocation is committed, and before the job learns of it. */
    public Optional<FileText> text() {
        return Optional.ofNullable(text);
    }

    void hasText(FileText known) {
        this.text = known;
    }

    Job job() {
        return job;
    }

    int sequence() {
        return sequence;
    }

    /** Number of the RSE that the file is to be read from. */
    public int rse() {
        return rse;
    }

    Instant allocatedAt() {
        return allocatedAt;
    }

    long fileId() {
        return stage().files().id(slot);
    }

    public InputFileState fileState() {
        return stage().files().state(slot);
    }

    boolean live() {
        return end == AllocationEnd.LIVE;
    }

    public boolean calledAt(String pfn) {
        return text().filter(known -> known.calledAt(pfn)).isPresent();
    }

    /** Its job has processed the file, and has not confirmed it yet. */
    public void processed(Instant now) {
        stage().inputs().move(slot, InputFileTrigger.RECORD);
        changes().event(EventType.FILE_PROCESSED, now).of(this);
    }

    public void post(Instant now) {
        end(AllocationEnd.POSTED, now);
        changes().processed(stage(), slot, now);
        stage().inputs().move(slot, InputFileTrigger.CONFIRM);
    }

    /** Back to the queue, or failed if it has had all its attempts. */
    public void giveBack(AllocationEnd how, Instant now) {
        InputFiles inputs = stage().inputs();
        boolean outputting = fileState() == InputFileState.OUTPUTTING;
        end(how, now);
        if (how == AllocationEnd.OUT_OF_MEMORY) {
            inputs.needsMore(slot);
        }
        if (inputs.hadAllAttempts(slot)) {
            inputs.move(slot, InputFileTrigger.EXHAUST);
            changes().event(EventType.FILE_SET_TO_FAILED, now).of(this);
            return;
        }
        inputs.move(slot, InputFileTrigger.GIVE_BACK);
        changes()
                .event(outputting ? EventType.FILE_OUTPUTTING_RESET : EventType.FILE_ALLOCATED_RESET, now)
                .of(this);
        inputs.loseIfRecallEnded(slot, now);
    }

    /** Somebody gave the file up. */
    void voidIt(Instant now) {
        end(AllocationEnd.VOIDED, now);
    }

    private void end(AllocationEnd how, Instant now) {
        end = how;
        endedAt = Optional.of(now);
        changes().ended(this);
    }

    private StageBook stage() {
        return job.stage();
    }

    private Changes changes() {
        return stage().books().changes();
    }
}
