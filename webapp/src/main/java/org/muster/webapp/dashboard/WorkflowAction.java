package org.muster.webapp.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.muster.domain.workflow.WorkflowState;

/** What people do to a running workflow. */
enum WorkflowAction {
    PAUSE("Pause", "No more files are handed out; live jobs may end.", WorkflowState.RUNNING),
    RESUME("Resume", "Files are handed out again.", WorkflowState.PAUSED),
    FINISH(
            "Finish",
            "Ends the workflow before all its files are processed. There is no way back.",
            WorkflowState.RUNNING,
            WorkflowState.PAUSED);

    private final String label;
    private final String effect;
    private final WorkflowState from;
    private final WorkflowState orFrom;

    WorkflowAction(String label, String effect, WorkflowState from) {
        this(label, effect, from, from);
    }

    WorkflowAction(String label, String effect, WorkflowState from, WorkflowState orFrom) {
        this.label = label;
        this.effect = effect;
        this.from = from;
        this.orFrom = orFrom;
    }

    static List<WorkflowAction> in(WorkflowState state) {
        return Stream.of(values())
                .filter(action -> action.from == state || action.orFrom == state)
                .toList();
    }

    public String label() {
        return label;
    }

    public String effect() {
        return effect;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
