package org.muster.protocol.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;

/** A confirmed output that the catalogues are to learn of. */
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
        Instant confirmedAt) {}
