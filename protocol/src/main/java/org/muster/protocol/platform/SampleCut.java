package org.muster.protocol.platform;

import java.util.List;
import org.muster.domain.failure.Problem;

/** What became of freezing a sample: it is cut into slices, unless there are problems, which its requester has to look at. */
public record SampleCut(List<Problem> problems) {
    public SampleCut {
        problems = List.copyOf(problems);
    }
}
