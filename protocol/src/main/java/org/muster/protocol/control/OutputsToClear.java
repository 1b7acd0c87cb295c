package org.muster.protocol.control;

import java.util.List;

/** @param storageToken with which they may be deleted; empty if there is none at the moment */
public record OutputsToClear(String storageToken, List<OutputToClear> outputs) {
    public OutputsToClear {
        outputs = List.copyOf(outputs);
    }

    /** Without the token, which is a secret. */
    @Override
    public String toString() {
        return "OutputsToClear" + outputs;
    }
}
