package org.muster.protocol.control;

import java.util.List;

/** Outputs that the catalogues know now, read back. */
public record RegisteredOutputs(List<Long> outputIds) {}
