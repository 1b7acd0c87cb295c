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
 * @param adler32 empty if the job told none, as justIN's wrapper jobs do; ask for the {@link #checksum()}
 * @param registeredAt when the ledger was told that the catalogues know it; empty before
 */
public record OutputToRegister(
        long outputId,
        StageRef stage,
        int patternId,
        String filePattern,
        Did did,
        long sizeBytes,
        String adler32,
        RseName rse,
        String pfn,
        OutputPattern.Destination destination,
        String dataset,
        int datasetNumber,
        String rseExpression,
        long lifetimeSeconds,
        String quotaName,
        String owner,
        String campaign,
        JobsubId job,
        SiteName site,
        List<Did> parents,
        JsonNode metadata,
        Instant confirmedAt,
        Optional<Instant> registeredAt) {
    /** Empty if the job told none: it is to be read from the storage. */
    public Optional<Adler32Sum> checksum() {
        return adler32.isEmpty() ? Optional.empty() : Optional.of(new Adler32Sum(adler32));
    }

    /** For what cannot be done without it. */
    public Adler32Sum requiredChecksum() {
        return checksum().orElseThrow(() -> new IllegalStateException("there is no checksum of " + did));
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
                read.hex(),
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
