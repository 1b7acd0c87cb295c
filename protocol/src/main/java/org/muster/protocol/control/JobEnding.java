package org.muster.protocol.control;

import org.muster.domain.job.JobState;

/** How many jobs of a workflow are in one state with one exit code of their jobscript; 0 also for those that never ran it. */
public record JobEnding(JobState state, int exitCode, long jobs) {}
