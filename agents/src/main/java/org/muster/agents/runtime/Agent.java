package org.muster.agents.runtime;

import java.time.Duration;
import java.time.Instant;

/**
 * Does one kind of work again and again. It may be killed between any two statements: a step that is begun anew must end where
 * the interrupted one would have.
 */
public interface Agent {
    /** As it appears in logs and metrics. */
    String name();

    /** How long after a step that found nothing more to do comes the next; zero for as soon as any agent's. */
    default Duration every() {
        return Duration.ZERO;
    }

    /**
     * One bounded step.
     *
     * @return how much was done; more than nothing asks for the next step without a pause
     */
    int doWork(Instant now);
}
