package org.muster.webapp.plans;

import java.util.ArrayList;
import java.util.List;
import org.muster.webapp.requests.Cut;

/** Cuts a range of inputs into slices, each beginning where the one before ends: contiguous and disjoint by construction. */
final class Slices {
    private Slices() {}

    /**
     * @param skip inputs of the sample that come before the range
     * @param inputs of the range
     */
    static List<Slice> of(long skip, long inputs, Cut.ByNumber cut) {
        List<Slice> slices = new ArrayList<>();
        long taken = 0;
        while (taken < inputs) {
            long limit = cut.inputs(slices.size(), inputs, inputs - taken);
            slices.add(new Slice(skip + taken, limit));
            taken += limit;
        }
        return slices;
    }
}
