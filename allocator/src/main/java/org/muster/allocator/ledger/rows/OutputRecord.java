package org.muster.allocator.ledger.rows;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.workflow.StageRef;

/** An output file's row. {@code metadata} and {@code parents} are JSON texts that only the journal keeps. */
public record OutputRecord(
        long id,
        StageRef stage,
        int patternId,
        Did did,
        long jobId,
        OutputFileState state,
        long sizeBytes,
        Optional<String> adler32,
        Optional<String> rse,
        Optional<String> pfn,
        long events,
        String dataset,
        int datasetNumber,
        Instant recordedAt,
        Optional<Instant> confirmedAt,
        Optional<Instant> registeredAt) {
    /** Every place where it may lie once it is voided. */
    public List<String> places() {
        return pfn.map(places -> Arrays.asList(places.split(" ", -1))).orElse(List.of());
    }

    /** Nothing of it lies anywhere any more. */
    public OutputRecord cleared() {
        return new OutputRecord(
                id,
                stage,
                patternId,
                did,
                jobId,
                state,
                sizeBytes,
                adler32,
                rse,
                Optional.empty(),
                events,
                dataset,
                datasetNumber,
                recordedAt,
                confirmedAt,
                registeredAt);
    }
}
