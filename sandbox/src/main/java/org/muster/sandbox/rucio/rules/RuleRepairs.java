package org.muster.sandbox.rucio.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.muster.domain.failure.GrowingPause;

/** Rules with which something could not be done. Each is tried again with growing pauses, for as long as this process lives. */
final class RuleRepairs {
    private static final GrowingPause PAUSE = new GrowingPause(Duration.ofSeconds(1), 3, Duration.ofMinutes(10));
    private static final int MAX_PER_STEP = 50;

    private final Map<String, Trouble> troubled = new ConcurrentHashMap<>();

    private record Trouble(int failures, Instant next) {}

    void failed(String rule, Instant now) {
        troubled.compute(rule, (id, before) -> {
            int failures = before == null ? 1 : before.failures() + 1;
            return new Trouble(failures, now.plus(PAUSE.after(failures)));
        });
    }

    boolean waits(String rule, Instant now) {
        Trouble trouble = troubled.get(rule);
        return trouble != null && now.isBefore(trouble.next());
    }

    void over(String rule) {
        troubled.remove(rule);
    }

    /** Whoever has waited longest comes first. */
    List<String> due(Instant now) {
        return troubled.entrySet().stream()
                .filter(each -> !now.isBefore(each.getValue().next()))
                .sorted(Map.Entry.comparingByValue(Comparator.comparing(Trouble::next)))
                .limit(MAX_PER_STEP)
                .map(Map.Entry::getKey)
                .toList();
    }
}
