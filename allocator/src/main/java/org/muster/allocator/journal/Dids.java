package org.muster.allocator.journal;

import org.muster.domain.data.Did;

/** Counter files have a bare name for jobs and in rows; tables show them in a scope of their own. */
final class Dids {
    static final String COUNTER_SCOPE = "monte-carlo";

    private Dids() {}

    static Did shown(String stored) {
        return stored.contains(":") ? Did.parse(stored) : new Did(COUNTER_SCOPE, stored);
    }

    static String stored(Did shown) {
        return shown.scope().equals(COUNTER_SCOPE) ? shown.name() : shown.toString();
    }
}
