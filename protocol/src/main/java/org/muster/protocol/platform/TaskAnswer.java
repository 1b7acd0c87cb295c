package org.muster.protocol.platform;

import java.util.Map;

/** What a person says to a task, field by field. */
public record TaskAnswer(Map<String, String> fields) {
    public TaskAnswer {
        fields = Map.copyOf(fields);
    }
}
