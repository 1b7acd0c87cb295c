package org.muster.protocol.control;

import java.time.Instant;
import java.util.List;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.StageRef;

/**
 * An output that its job never confirmed and may have uploaded all the same. Nobody else has its name, and for some minutes
 * nobody gets it.
 *
 * @param pfns every place where the job was allowed to put it
 */
public record OutputToClear(long outputId, StageRef stage, Did did, List<String> pfns, Instant recordedAt) {
    public OutputToClear {
        pfns = List.copyOf(pfns);
    }
}
