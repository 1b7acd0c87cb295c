package org.muster.allocator.ledger.books;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.allocator.ledger.rows.AllocationEnd;
import org.muster.allocator.ledger.rows.AllocationRecord;
import org.muster.allocator.ledger.rows.FileText;
import org.muster.allocator.matching.Numbering;
import org.muster.domain.data.InputFileState;

/** One attempt of one job at one file: reserved when granted, and ended exactly once. */
public final class Allocation {
    final StageBook stage;
    final int slot;
    final Job job;
    final int attempt;
    final int sequence;
    public final int rse;
    final int site;
    final Instant allocatedAt;
    Instant endedAt = Instant.EPOCH;
    AllocationEnd end = AllocationEnd.LIVE;

    private @Nullable FileText text;

    Allocation(StageBook stage, int slot, Job job, int attempt, int sequence, int rse, int site, Instant allocatedAt) {
        this.stage = stage;
        this.slot = slot;
        this.job = job;
        this.attempt = attempt;
        this.sequence = sequence;
        this.rse = rse;
        this.site = site;
        this.allocatedAt = allocatedAt;
    }

    /** Known once the allocation is committed, and before the job learns of it. */
    public Optional<FileText> text() {
        return Optional.ofNullable(text);
    }

    public void hasText(FileText known) {
        this.text = known;
    }

    long fileId() {
        return stage.files.id(slot);
    }

    public InputFileState fileState() {
        return stage.files.state(slot);
    }

    boolean live() {
        return end == AllocationEnd.LIVE;
    }

    public boolean calledAt(String pfn) {
        return text().filter(known -> known.calledAt(pfn)).isPresent();
    }

    AllocationRecord row(Numbering sites, Numbering rses) {
        return new AllocationRecord(
                fileId(), attempt, job.id, sequence, rses.name(rse), sites.name(site), allocatedAt, endedAt, end);
    }
}
