package org.muster.cli.tasks;

import java.time.Instant;
import java.util.Optional;

/**
 * A task that waits for a person.
 *
 * @param key what kind of task it is, such as {@code accept-sample}
 * @param business the campaign or workflow it belongs to, such as {@code c12}; empty if the engine did not say
 */
public record WaitingTask(
        String id,
        String key,
        String name,
        String description,
        Optional<String> assignee,
        Instant since,
        Optional<Instant> due,
        String processInstance,
        String business) {}
