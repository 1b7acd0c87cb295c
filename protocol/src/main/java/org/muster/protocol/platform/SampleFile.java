package org.muster.protocol.platform;

import java.util.Optional;
import org.muster.domain.data.Did;

/**
 * One file of a frozen sample.
 *
 * @param bytes its size
 * @param events that it holds, if its metadata say so ({@value #EVENTS})
 * @param run that it is of, the first of them if it is of many, if its metadata say so ({@value #RUNS})
 */
public record SampleFile(Did did, long bytes, Optional<Long> events, Optional<Long> run) {
    /** Keys of the metadata. */
    public static final String EVENTS = "core.event_count";

    public static final String RUNS = "core.runs";
}
