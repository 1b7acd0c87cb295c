package org.muster.workers.runtime;

import java.time.Duration;
import java.util.List;
import org.camunda.bpm.client.backoff.ErrorAwareBackoffStrategy;
import org.camunda.bpm.client.exception.ExternalTaskClientException;
import org.camunda.bpm.client.task.ExternalTask;
import org.jspecify.annotations.Nullable;
import org.muster.domain.failure.GrowingPause;
import org.muster.domain.failure.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls again at once while the engine answers, since a long poll waits there; pauses ever longer, within bounds, while it
 * does not. Says once that the engine is gone, and once that it is back.
 */
final class FetchPause implements ErrorAwareBackoffStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(FetchPause.class);
    private static final GrowingPause PAUSE = new GrowingPause(Duration.ofMillis(500), 2, Duration.ofSeconds(10));

    private final Outage outage = new Outage(
            failure -> LOG.warn("The engine does not answer polls: {}", failure.getMessage()),
            () -> LOG.info("The engine answers again."));
    private int failures;

    @Override
    public synchronized void reconfigure(List<ExternalTask> tasks, @Nullable ExternalTaskClientException failure) {
        if (failure == null) {
            outage.over();
            failures = 0;
            return;
        }
        outage.met(failure);
        failures++;
    }

    @Override
    public synchronized long calculateBackoffTime() {
        return PAUSE.after(failures).toMillis();
    }
}
