package org.muster.protocol.control;

import java.util.List;
import java.util.Optional;

/** @param storageToken with which they may be deleted, if there is one at the moment */
public record OutputsToClear(Optional<String> storageToken, List<OutputToClear> outputs) {
    public OutputsToClear {
        outputs = List.copyOf(outputs);
    }

    /** Without the token, which is a secret. */
    @Override
    public String toString() {
        return "OutputsToClear" + outputs;
    }
}
