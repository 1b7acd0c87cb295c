package org.muster.allocator.journal;

import org.muster.domain.data.Did;
import org.muster.domain.input.CounterFile;

/** Counter files have a bare name for jobs and in rows; tables show them in a scope of their own. */
final class CounterDids {
    private CounterDids() {}

    static Did shown(String stored) {
        return stored.contains(":") ? Did.parse(stored) : new Did(CounterFile.SCOPE, stored);
    }

    static String stored(Did shown) {
        return shown.scope().equals(CounterFile.SCOPE) ? shown.name() : shown.toString();
    }
}
