package org.muster.protocol.control;

import java.util.List;

/**
 * One job with its log, files and outputs.
 *
 * @param whyEnded a sentence on why it ended otherwise than well; empty while it runs and after a good end
 */
public record JobDetail(
        JobRow job,
        String hostname,
        String whyEnded,
        String jobscriptLog,
        List<AllocationRow> allocations,
        List<OutputRow> outputs) {}
