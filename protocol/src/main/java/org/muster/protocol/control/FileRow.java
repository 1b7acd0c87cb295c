package org.muster.protocol.control;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;

/** One input file of a stage, as tables show it. */
public record FileRow(
        long fileId,
        StageRef stage,
        Did did,
        InputFileState state,
        int attempts,
        int maxAttempts,
        Optional<Instant> allocatedAt,
        Optional<RseName> rse,
        Optional<SiteName> site,
        Optional<JobsubId> job,
        long sizeBytes,
        Optional<Instant> processedAt) {}
