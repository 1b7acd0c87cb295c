package org.muster.protocol.control;

import java.util.List;
import java.util.Optional;

/**
 * Outputs that may be looked at where they lie.
 *
 * @param storageToken with which, if there is one at the moment
 * @param outputIds as many of those asked for as one token is good for
 */
public record OutputsToRead(Optional<String> storageToken, List<Long> outputIds) {
    public OutputsToRead {
        outputIds = List.copyOf(outputIds);
    }

    /** Without the token, which is a secret. */
    @Override
    public String toString() {
        return "OutputsToRead" + outputIds;
    }
}
