package org.muster.protocol.control;

import java.time.Instant;
import java.util.Optional;
import org.muster.domain.data.Did;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;

/** One event. Ids grow with time. */
public record EventRow(
        long eventId,
        Instant time,
        int type,
        String name,
        WorkflowId workflow,
        Optional<StageRef> stage,
        Optional<Did> did,
        Optional<JobsubId> job,
        Optional<SiteName> site,
        Optional<String> entry,
        Optional<RseName> rse,
        Optional<Integer> exitCode) {}
