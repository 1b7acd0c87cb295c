package org.muster.agents.runtime;

import org.muster.protocol.platform.Incident;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** Degraded while something is set aside, and by name what; that is no reason to start the process anew. */
@Component("subjects")
final class SubjectsHealth implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED", "something is set aside; all the rest goes on");
    /** Subjects named at most. */
    private static final int MAX_NAMED = 20;

    private final SetAside setAside;

    SubjectsHealth(SetAside setAside) {
        this.setAside = setAside;
    }

    @Override
    public Health health() {
        var open = setAside.open();
        return open.isEmpty()
                ? Health.up().build()
                : Health.status(DEGRADED)
                        .withDetail("set_aside", setAside.size())
                        .withDetail(
                                "subjects",
                                open.stream()
                                        .map(SubjectsHealth::name)
                                        .sorted()
                                        .limit(MAX_NAMED)
                                        .toList())
                        .build();
    }

    private static String name(Incident incident) {
        return incident.source() + ": " + incident.subject();
    }
}
