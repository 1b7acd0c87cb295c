package org.muster.protocol.control;

import org.muster.domain.data.Did;

/** A file that an input query named. */
public record FoundFile(Did did, long sizeBytes) {}
