package org.muster.protocol.control;

import java.util.List;
import java.util.Optional;

/**
 * One job with its log, files and outputs.
 *
 * @param hostname of its worker node, once it has one
 * @param logFile of the archive, which its log has left for, if it has one
 * @param whyEnded a sentence on why it ended otherwise than well
 */
public record JobDetail(
        JobRow job,
        Optional<String> hostname,
        Optional<String> whyEnded,
        Optional<String> jobscriptLog,
        Optional<String> logFile,
        List<AllocationRow> allocations,
        List<OutputRow> outputs) {}
