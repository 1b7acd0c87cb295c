package org.muster.protocol.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;

/**
 * A confirmed output that the catalogues are to learn of, or were told of.
 *
 * @param adler32 unless the job told none, as justIN's wrapper jobs do: then it is to be read from the storage
 * @param rseExpression where Rucio must keep a copy, unless that is wherever it was uploaded
 * @param lifetimeSeconds how long Rucio keeps it, unless that is for ever
 * @param campaign of its workflow, if that has one
 * @param registeredAt when the ledger was told that the catalogues know it; empty before
 */
public record OutputToRegister(
        long outputId,
        StageRef stage,
        int patternId,
        String filePattern,
        Did did,
        long sizeBytes,
        Optional<Adler32Sum> adler32,
        RseName rse,
        String pfn,
        OutputPattern.Destination destination,
        String dataset,
        int datasetNumber,
        Optional<String> rseExpression,
        Optional<Long> lifetimeSeconds,
        String quotaName,
        String owner,
        Optional<String> campaign,
        JobsubId job,
        SiteName site,
        List<Did> parents,
        JsonNode metadata,
        Instant confirmedAt,
        Optional<Instant> registeredAt) {
    /** For what cannot be done without it. */
    public Adler32Sum requiredChecksum() {
        return adler32.orElseThrow(() -> new IllegalStateException("there is no checksum of " + did));
    }

    /** Whether a catalogue that tells this checksum, or none, knows the same. */
    public boolean hasChecksum(Optional<String> told) {
        return adler32.map(Adler32Sum::hex).equals(told);
    }

    /** As it was read from the storage. */
    public OutputToRegister with(Adler32Sum read) {
        return new OutputToRegister(
                outputId,
                stage,
                patternId,
                filePattern,
                did,
                sizeBytes,
                Optional.of(read),
                rse,
                pfn,
                destination,
                dataset,
                datasetNumber,
                rseExpression,
                lifetimeSeconds,
                quotaName,
                owner,
                campaign,
                job,
                site,
                parents,
                metadata,
                confirmedAt,
                registeredAt);
    }
}
