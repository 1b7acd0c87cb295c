package org.muster.allocator.control;

import java.time.Duration;
import java.util.Optional;
import org.muster.allocator.retention.Growth;
import org.muster.domain.retention.RetentionLimits;

/** What grows, and what leaves when. */
final class GrowthCalls {
    private static final String KEEP = "keep_days";

    private final Readers readers;
    private final Growth growth;

    GrowthCalls(Readers readers, Growth growth) {
        this.readers = readers;
        this.growth = growth;
    }

    void add(Routes routes) {
        routes.get("/growth", (call, path) -> call.value(readers.ask(growth::tables)))
                .get("/archives", (call, path) -> {
                    Optional<Duration> supposed = supposed(call);
                    call.value(readers.ask(() -> growth.archives(supposed)));
                });
    }

    private static Optional<Duration> supposed(AuthorisedCall call) {
        if (call.filters().getOrDefault(KEEP, "").isEmpty()) {
            return Optional.empty();
        }
        int days = call.whole(KEEP, 1, Integer.MAX_VALUE);
        if (!RetentionLimits.KEEP_DAYS.holds(days)) {
            throw new AuthorisedCall.Bad(400, KEEP + " is " + RetentionLimits.KEEP_DAYS + ", not " + days);
        }
        return Optional.of(Duration.ofDays(days));
    }
}
