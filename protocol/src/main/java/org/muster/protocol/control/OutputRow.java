package org.muster.protocol.control;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.data.Did;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;

/** One output file of a job. */
public record OutputRow(
        long outputId,
        StageRef stage,
        Did did,
        OutputFileState state,
        long sizeBytes,
        Optional<String> adler32,
        Optional<RseName> rse,
        Optional<String> pfn,
        long events,
        boolean registered,
        JobsubId job,
        Instant recordedAt) {}
