package org.muster.protocol.control;

import org.muster.domain.workflow.StageVariables;

/**
 * Which outputs are kept and where they go.
 *
 * @param patternId from 1: first all patterns for datasets, then those for the next stage
 * @param filePattern shell wildcard over the file names in the jobscript's workspace
 * @param destination what becomes of a match
 * @param name dataset, as {@code NAME} or {@code SCOPE:NAME}, or URL; empty for the next stage
 * @param rseExpression where Rucio must keep a copy; empty for wherever it was uploaded
 * @param lifetimeSeconds how long Rucio keeps it; 0 for no end
 */
public record OutputPattern(
        int patternId,
        String filePattern,
        Destination destination,
        String name,
        String rseExpression,
        long lifetimeSeconds) {
    OutputPattern filled(StageVariables variables) {
        return new OutputPattern(
                patternId, filePattern, destination, variables.filled(name), rseExpression, lifetimeSeconds);
    }

    /** Where an output goes. */
    public enum Destination {
        DATASET,
        NEXT_STAGE,
        URL
    }
}
