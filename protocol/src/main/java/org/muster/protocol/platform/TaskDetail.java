package org.muster.protocol.platform;

import java.util.List;
import java.util.Map;

/**
 * One task: on what evidence to decide, and what to say.
 *
 * @param evidence everything its process knows; structured values as JSON
 */
public record TaskDetail(TaskRow task, String description, Map<String, String> evidence, List<TaskField> fields) {
    public TaskDetail {
        evidence = Map.copyOf(evidence);
        fields = List.copyOf(fields);
    }
}
