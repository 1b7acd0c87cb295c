package org.muster.domain.workflow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Number of a workflow, from 1. Prints as {@code w123}. */
public record WorkflowId(int number) implements Comparable<WorkflowId> {
    /** Six digits, so that counter files ({@code monte-carlo-000123-000001}) keep their form. */
    public static final int MAX = 999_999;

    private static final Pattern FORM = Pattern.compile("w?([0-9]{1,9})");

    public WorkflowId {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException("a workflow id is a number from 1 to " + MAX + ", not " + number);
        }
    }

    /** @param text {@code w123}, or its number alone */
    public static WorkflowId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a workflow is a number such as 123 or w123, not '" + text + "'");
        }
        return new WorkflowId(Integer.parseInt(matcher.group(1)));
    }

    @Override
    public int compareTo(WorkflowId other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "w" + number;
    }
}
