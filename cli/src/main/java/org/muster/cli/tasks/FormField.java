package org.muster.cli.tasks;

import java.util.List;

/**
 * One field that a task's form asks for.
 *
 * @param choices the values it may have; empty if it is free
 */
public record FormField(String key, String label, String type, Requirement requirement, List<String> choices) {
    /** Whether a form can be sent without the field. */
    public enum Requirement {
        MANDATORY,
        OPTIONAL
    }

    public FormField {
        choices = List.copyOf(choices);
    }
}
