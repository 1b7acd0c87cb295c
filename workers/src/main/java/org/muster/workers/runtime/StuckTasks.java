package org.muster.workers.runtime;

import java.util.List;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.PlatformClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells people of tasks that were tried in vain: the engine's own incidents are seen by administrators only. */
record StuckTasks(PlatformClient platform) {
    private static final Logger LOG = LoggerFactory.getLogger(StuckTasks.class);

    void begin(String topic, String subject, String reason) {
        tell(() -> platform.incidents(List.of(new Incident(topic, subject, reason))), topic, subject);
    }

    void over(String topic, String subject) {
        tell(() -> platform.over(List.of(new Incident(topic, subject, ""))), topic, subject);
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
