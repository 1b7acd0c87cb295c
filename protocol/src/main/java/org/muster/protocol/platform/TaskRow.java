package org.muster.protocol.platform;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task that waits for a person.
 *
 * @param gate what kind of task it is, such as {@code accept-sample}
 * @param subject what it is about, as {@code c12} or {@code w123}, if it is something of ours
 * @param groups whose members may take it; none if it is for one person
 */
public record TaskRow(
        String task,
        String gate,
        String name,
        Optional<String> subject,
        Instant createdAt,
        Optional<Instant> dueAt,
        Optional<String> assignee,
        List<String> groups) {
    public TaskRow {
        groups = List.copyOf(groups);
    }
}
