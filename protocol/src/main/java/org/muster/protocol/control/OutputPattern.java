package org.muster.protocol.control;

import java.util.Optional;
import org.muster.domain.text.Absent;
import org.muster.domain.workflow.StageVariables;

/**
 * Which outputs are kept and where they go.
 *
 * @param patternId from 1: first all patterns for datasets, then those for the next stage
 * @param filePattern shell wildcard over the file names in the jobscript's workspace
 * @param destination what becomes of a match
 * @param name dataset, as {@code NAME} or {@code SCOPE:NAME}, or URL; none for the next stage
 * @param rseExpression where Rucio must keep a copy, unless that is wherever it was uploaded
 * @param lifetimeSeconds how long Rucio keeps it, unless that is for ever
 */
public record OutputPattern(
        int patternId,
        String filePattern,
        Destination destination,
        Optional<String> name,
        Optional<String> rseExpression,
        Optional<Long> lifetimeSeconds) {
    /** Empty texts and 0 are what people send for none, and what was stored for it. */
    public OutputPattern {
        name = Absent.ifEmpty(name);
        rseExpression = Absent.ifEmpty(rseExpression);
        lifetimeSeconds = Absent.ifZero(lifetimeSeconds);
    }

    OutputPattern filled(StageVariables variables) {
        return new OutputPattern(
                patternId, filePattern, destination, name.map(variables::filled), rseExpression, lifetimeSeconds);
    }

    /** Where an output goes. */
    public enum Destination {
        DATASET,
        NEXT_STAGE,
        URL
    }
}
