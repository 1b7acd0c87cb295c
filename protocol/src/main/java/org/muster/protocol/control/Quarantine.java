package org.muster.protocol.control;

import java.time.Instant;

/**
 * A partition of a stage that gets no work until it is released.
 *
 * @param reason for people
 * @param by who decided it
 */
public record Quarantine(Partition partition, String reason, String by, Instant since) {}
