package org.muster.protocol.platform;

import java.util.List;

/**
 * One field that a task asks for.
 *
 * @param takes which values it takes, in words
 * @param choices the values to choose from; none if it is free
 */
public record TaskField(String field, String label, Need need, String takes, List<String> choices) {
    /** Whether an answer without it says nothing. */
    public enum Need {
        MANDATORY,
        OPTIONAL
    }

    public TaskField {
        choices = List.copyOf(choices);
    }
}
