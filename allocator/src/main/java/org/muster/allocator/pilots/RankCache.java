package org.muster.allocator.pilots;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.allocator.ledger.questions.RankStages;

/** Ranks given a moment ago: anyone may ask for them, so a storm of questions must not reach the ledger. */
final class RankCache {
    static final Duration MAX_AGE = Duration.ofSeconds(1);

    /** Known sites and entries at most; more are not kept. */
    static final int MAX_KEPT = 10_000;

    private final Clock clock;
    private final ConcurrentHashMap<RankStages, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(String ranks, Instant at) {}

    RankCache(Clock clock) {
        this.clock = clock;
    }

    Optional<String> ranks(RankStages question) {
        return Optional.ofNullable(kept.get(question))
                .filter(found -> found.at().plus(MAX_AGE).isAfter(clock.instant()))
                .map(Kept::ranks);
    }

    void keep(RankStages question, String ranks) {
        if (kept.size() < MAX_KEPT) {
            kept.put(question, new Kept(ranks, clock.instant()));
        }
    }
}
