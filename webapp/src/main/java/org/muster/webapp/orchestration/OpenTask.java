package org.muster.webapp.orchestration;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that waits for a person.
 *
 * @param gate definition key of the task
 * @param about business key of the process, such as {@code c12} or {@code w123}
 * @param groups who may do it; empty if it is one person's
 */
public record OpenTask(
        String id,
        String name,
        String gate,
        String about,
        Optional<String> assignee,
        List<String> groups,
        Instant createdAt,
        Optional<Instant> due) {
    public OpenTask {
        groups = List.copyOf(groups);
    }
}
