package org.muster.workers.runtime;

import java.util.List;
import org.camunda.bpm.client.backoff.ErrorAwareBackoffStrategy;
import org.camunda.bpm.client.exception.ExternalTaskClientException;
import org.camunda.bpm.client.task.ExternalTask;
import org.jspecify.annotations.Nullable;
import org.muster.domain.failure.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls again at once while the engine answers, since a long poll waits there; pauses ever longer, within bounds, while it
 * does not. Says once that the engine is gone, and once that it is back.
 */
final class FetchPause implements ErrorAwareBackoffStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(FetchPause.class);
    private static final long FIRST_MILLIS = 500;
    private static final long LONGEST_MILLIS = 10_000;

    private final Outage outage = new Outage(
            failure -> LOG.warn("The engine does not answer polls: {}", failure.getMessage()),
            () -> LOG.info("The engine answers again."));
    private long pause;

    @Override
    public synchronized void reconfigure(List<ExternalTask> tasks, @Nullable ExternalTaskClientException failure) {
        if (failure == null) {
            outage.over();
            pause = 0;
            return;
        }
        outage.met(failure);
        pause = pause == 0 ? FIRST_MILLIS : Math.min(2 * pause, LONGEST_MILLIS);
    }

    @Override
    public synchronized long calculateBackoffTime() {
        return pause;
    }
}
