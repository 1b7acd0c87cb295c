package org.muster.webapp.orchestration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Open human tasks. */
public interface WaitingTasks {
    /** Tasks at most in one answer. */
    int MAX_TASKS = 100;

    /** Tasks that are this person's, or free for one of their groups; the oldest first, at most {@link #MAX_TASKS}. */
    List<WaitingTask> of(String user, Set<String> groups);

    /**
     * One task.
     *
     * @param subject business key of its process, {@code c12} or {@code w123}; empty if it has none
     * @param candidates groups that may take it
     */
    record WaitingTask(
            String id,
            String name,
            String subject,
            Instant createdAt,
            Optional<Instant> dueAt,
            Optional<String> assignee,
            List<String> candidates) {
        public WaitingTask {
            candidates = List.copyOf(candidates);
        }
    }
}
