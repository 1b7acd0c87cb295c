package org.muster.protocol.control;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;

/** One job, as tables show it. */
public record JobRow(
        JobsubId jobsubId,
        StageRef stage,
        JobState state,
        Optional<SiteName> site,
        Optional<String> entry,
        Instant submittedAt,
        Optional<Instant> startedAt,
        Optional<Instant> heartbeatAt,
        Optional<Instant> finishedAt,
        Optional<Integer> exitCode,
        Optional<Integer> abortCode,
        int allocatedFiles,
        double realSeconds,
        double cpuSeconds,
        long maxRssBytes) {}
