package org.muster.sandbox.rucio.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Rules with which something could not be done. Each is tried again with growing pauses, for as long as this process lives. */
final class RuleRepairs {
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int PAUSE_GROWTH = 3;
    private static final int MAX_PER_STEP = 50;

    private final Map<String, Trouble> troubled = new ConcurrentHashMap<>();

    private record Trouble(Duration pause, Instant next) {}

    void failed(String rule, Instant now) {
        troubled.compute(rule, (id, before) -> {
            Duration pause = before == null ? FIRST_PAUSE : before.pause().multipliedBy(PAUSE_GROWTH);
            Duration bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
            return new Trouble(bounded, now.plus(bounded));
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
