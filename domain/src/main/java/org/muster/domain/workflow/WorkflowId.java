package org.muster.domain.workflow;

/** Number of a workflow, from 1. Prints as {@code w123}. */
public record WorkflowId(int number) implements Comparable<WorkflowId> {
    /** Six digits, so that counter files ({@code monte-carlo-000123-000001}) keep their form. */
    public static final int MAX = 999_999;

    public WorkflowId {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException("a workflow id is a number from 1 to " + MAX + ", not " + number);
        }
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
