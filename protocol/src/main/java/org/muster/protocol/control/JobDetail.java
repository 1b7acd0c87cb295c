package org.muster.protocol.control;

import java.util.List;

/** One job with its log, files and outputs. */
public record JobDetail(
        JobRow job, String hostname, String jobscriptLog, List<AllocationRow> allocations, List<OutputRow> outputs) {}
