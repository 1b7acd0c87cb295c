package org.muster.workers.runtime;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.PlatformClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * Tells people of tasks that were tried in vain: the engine's own incidents are seen by administrators only. While there are
 * any, this process is degraded, which is no reason to start it anew.
 */
final class StuckTasks implements HealthIndicator {
    static final Status DEGRADED = new Status("DEGRADED", "something is set aside; all the rest goes on");
    /** Subjects named at most. */
    private static final int MAX_NAMED = 20;

    private static final Logger LOG = LoggerFactory.getLogger(StuckTasks.class);

    private final PlatformClient platform;
    private final Set<String> open = new ConcurrentSkipListSet<>();
    private volatile Supplier<List<String>> crowded = List::of;

    StuckTasks(PlatformClient platform) {
        this.platform = platform;
    }

    /** @param crowd topics with more tasks than can be held */
    void watch(Supplier<List<String>> crowd) {
        crowded = crowd;
    }

    void begin(String topic, String subject, String reason) {
        open.add(topic + ": " + subject);
        tell(() -> platform.incidents(List.of(new Incident(topic, subject, reason))), topic, subject);
    }

    void over(String topic, String subject) {
        open.remove(topic + ": " + subject);
        tell(() -> platform.over(List.of(new Incident(topic, subject, ""))), topic, subject);
    }

    @Override
    public Health health() {
        List<String> stuck = List.copyOf(open);
        List<String> crowd = crowded.get();
        if (stuck.isEmpty() && crowd.isEmpty()) {
            return Health.up().build();
        }
        Health.Builder health = Health.status(DEGRADED);
        if (!stuck.isEmpty()) {
            health.withDetail("set_aside", stuck.size())
                    .withDetail("subjects", stuck.stream().limit(MAX_NAMED).toList());
        }
        if (!crowd.isEmpty()) {
            health.withDetail("crowded", crowd);
        }
        return health.build();
    }

    /** What is not told is still with the engine, and no reason to lose a report to it. */
    private static void tell(Runnable call, String topic, String subject) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("Whether {} of {} is stuck could not be told: {}", topic, subject, e.getMessage());
        }
    }
}
