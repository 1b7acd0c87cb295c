package org.muster.domain.workflow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses a stage everywhere; prints and parses as {@code w123s2}; orders by workflow, then stage number. */
public record StageRef(WorkflowId workflow, int stage) implements Comparable<StageRef> {
    /** justIN stores stage numbers in eight bits. */
    public static final int MAX_STAGE = 255;

    private static final Pattern FORM = Pattern.compile("w(\\d{1,6})s(\\d{1,3})");
    private static final Pattern NUMBER = Pattern.compile("s?(\\d{1,3})");

    public StageRef {
        if (stage < 1 || stage > MAX_STAGE) {
            throw new IllegalArgumentException("a stage is a number from 1 to " + MAX_STAGE + ", not " + stage);
        }
    }

    public static StageRef of(int workflow, int stage) {
        return new StageRef(new WorkflowId(workflow), stage);
    }

    public static StageRef parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a stage looks like w123s2, not '" + text + "'");
        }
        return of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /**
     * A stage of a workflow that is known already.
     *
     * @param text {@code 2} or {@code s2}
     */
    public static int number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the stage of a workflow is a number such as 2, not '" + text + "'");
        }
        return Integer.parseInt(matcher.group(1));
    }

    public StageRef next() {
        return new StageRef(workflow, stage + 1);
    }

    @Override
    public int compareTo(StageRef other) {
        int byWorkflow = workflow.compareTo(other.workflow);
        return byWorkflow != 0 ? byWorkflow : Integer.compare(stage, other.stage);
    }

    @Override
    public String toString() {
        return workflow + "s" + stage;
    }
}
