package org.muster.allocator.pilots;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.muster.allocator.ledger.questions.RankStages;

/** Ranks given a moment ago: anyone may ask for them, so a storm of questions must not reach the ledger. */
final class RankCache {
    static final Duration MAX_AGE = Duration.ofSeconds(1);

    /** Known sites and entries at most. */
    private static final int MAX_KEPT = 10_000;

    private final Cache<RankStages, String> kept;

    RankCache(Clock clock) {
        this.kept = Caffeine.newBuilder()
                .expireAfterWrite(MAX_AGE)
                .maximumSize(MAX_KEPT)
                .ticker(() -> clock.millis() * 1_000_000)
                // Its upkeep is short, and this has no pool of threads to spare.
                .executor(Runnable::run)
                .build();
    }

    Optional<String> ranks(RankStages question) {
        return Optional.ofNullable(kept.getIfPresent(question));
    }

    void keep(RankStages question, String ranks) {
        kept.put(question, ranks);
    }
}
