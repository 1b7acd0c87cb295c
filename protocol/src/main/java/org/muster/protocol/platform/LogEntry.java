package org.muster.protocol.platform;

import java.time.Instant;

/** One entry of the shifter log. */
public record LogEntry(Instant time, String author, String text) {}
