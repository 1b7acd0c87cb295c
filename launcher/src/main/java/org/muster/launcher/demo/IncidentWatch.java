package org.muster.launcher.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for incidents: a campaign would wait for what was set aside for ever. */
final class IncidentWatch {
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** An operator may mend it; after this the demo has none. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Actor admin;
    private final View view;
    private final Clock clock;
    private final Map<String, Instant> since = new HashMap<>();
    private Optional<Instant> looked = Optional.empty();

    IncidentWatch(Actor admin, View view, Clock clock) {
        this.admin = admin;
        this.view = view;
        this.clock = clock;
    }

    void look() {
        Instant now = clock.instant();
        if (looked.filter(last -> now.isBefore(last.plus(LOOK))).isPresent()) {
            return;
        }
        looked = Optional.of(now);
        List<String> incidents = admin.platform().incidents(Map.of("open", "true")).rows().stream()
                .map(incident -> incident.source() + " of " + incident.subject() + ": " + incident.reason())
                .toList();
        since.keySet().retainAll(new HashSet<>(incidents));
        for (String incident : incidents) {
            Instant first = since.computeIfAbsent(incident, fresh -> {
                view.note("Incident at " + fresh);
                return now;
            });
            if (now.isAfter(first.plus(PATIENCE))) {
                throw new DemoLost("Something was set aside: " + incident);
            }
        }
    }
}
