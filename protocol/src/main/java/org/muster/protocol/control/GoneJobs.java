package org.muster.protocol.control;

import java.util.List;
import org.muster.domain.job.JobsubId;

/** Jobs that the batch system no longer knows. */
public record GoneJobs(List<JobsubId> jobs) {}
