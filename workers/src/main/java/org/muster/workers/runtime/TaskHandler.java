package org.muster.workers.runtime;

import java.util.Set;
import org.muster.processes.Topic;
import org.muster.processes.Variable;

/**
 * Does the work of one topic. The same task may come again after a crash or a lost answer, even while the first run is still
 * under way elsewhere, so doing it twice must come to the same as doing it once.
 */
public interface TaskHandler {
    Topic topic();

    /** The variables that {@link #handle} looks at; no others are sent. */
    Set<Variable> reads();

    /**
     * Outside systems that do not answer may surface as {@link org.muster.domain.failure.ExternalSystemUnavailable}: the task
     * waits for them.
     */
    Outcome handle(Task task);
}
