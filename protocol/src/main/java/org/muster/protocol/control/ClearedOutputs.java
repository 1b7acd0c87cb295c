package org.muster.protocol.control;

import java.util.List;

/** Outputs of which no bytes are left anywhere. */
public record ClearedOutputs(List<Long> outputIds) {
    public ClearedOutputs {
        outputIds = List.copyOf(outputIds);
    }
}
