package org.muster.protocol.control;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;

/**
 * One attempt of one job at one file.
 *
 * @param end how it ended, if it has
 */
public record AllocationRow(
        JobsubId job,
        Did did,
        RseName rse,
        SiteName site,
        Instant allocatedAt,
        Optional<Instant> endedAt,
        Optional<String> end) {}
