package org.muster.allocator.ledger.books;

import java.time.Instant;
import org.muster.allocator.ledger.rows.OutputRecord;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputFileState;
import org.muster.protocol.control.OutputPattern;

/** An output file in memory. Only {@link Moves} changes its state. */
public final class OutputFile {
    public final long id;
    final Job job;
    public final OutputPattern pattern;
    public final Did did;
    public final String dataset;
    public final int datasetNumber;
    final Instant recordedAt;

    public OutputFileState state = OutputFileState.RECORDED;
    public long sizeBytes;
    public String adler32 = "";
    public String rse = "";
    /** Where it is; once it is voided every place where it may be, with blanks between. */
    public String pfn = "";

    public long events;
    Instant confirmedAt = Instant.EPOCH;
    Instant registeredAt = Instant.EPOCH;

    public OutputFile(
            long id, Job job, OutputPattern pattern, Did did, String dataset, int datasetNumber, Instant recordedAt) {
        this.id = id;
        this.job = job;
        this.pattern = pattern;
        this.did = did;
        this.dataset = dataset;
        this.datasetNumber = datasetNumber;
        this.recordedAt = recordedAt;
    }

    boolean confirmed() {
        return state == OutputFileState.OUTPUT || state == OutputFileState.FINDING;
    }

    /** Confirmed, and the catalogues do not know it yet. */
    boolean unregistered() {
        return confirmed() && registeredAt.equals(Instant.EPOCH);
    }

    OutputRecord row() {
        return new OutputRecord(
                id,
                job.stage.ref,
                pattern.patternId(),
                did,
                job.id,
                state,
                sizeBytes,
                adler32,
                rse,
                pfn,
                events,
                dataset,
                datasetNumber,
                recordedAt,
                confirmedAt,
                registeredAt);
    }
}
