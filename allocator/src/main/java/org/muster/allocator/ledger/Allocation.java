package org.muster.allocator.ledger;

import java.time.Instant;
import org.muster.allocator.matching.Numbering;

/** One attempt of one job at one file: reserved when granted, and ended exactly once. */
final class Allocation {
    final InputFile file;
    final Job job;
    final int attempt;
    final int sequence;
    final int rse;
    final int site;
    final Instant allocatedAt;
    Instant endedAt = Instant.EPOCH;
    AllocationEnd end = AllocationEnd.LIVE;

    Allocation(InputFile file, Job job, int attempt, int sequence, int rse, int site, Instant allocatedAt) {
        this.file = file;
        this.job = job;
        this.attempt = attempt;
        this.sequence = sequence;
        this.rse = rse;
        this.site = site;
        this.allocatedAt = allocatedAt;
    }

    boolean live() {
        return end == AllocationEnd.LIVE;
    }

    AllocationRecord row(Numbering sites, Numbering rses) {
        return new AllocationRecord(
                file.id, attempt, job.id, sequence, rses.name(rse), sites.name(site), allocatedAt, endedAt, end);
    }
}
