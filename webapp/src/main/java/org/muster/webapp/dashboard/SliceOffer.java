package org.muster.webapp.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.PlannedWorkflow;
import org.muster.protocol.platform.SliceRef;
import org.muster.protocol.platform.WorkflowRow;

/** What can be done now about one slice of a campaign. */
record SliceOffer(SliceRef slice, WorkflowId workflow, Action action) {
    /** On one page; every slice can be named in the form below them. */
    private static final int MOST = 20;

    enum Action {
        QUARANTINE("Quarantine", "No more of its files are handed out; live jobs may end. Its workflow is paused."),
        RELEASE("Release", "Its files are handed out again. Its workflow is resumed.");

        private final String label;
        private final String effect;

        Action(String label, String effect) {
            this.label = label;
            this.effect = effect;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public String label() {
        return action.label + " " + slice;
    }

    public String effect() {
        return action.effect;
    }

    static List<SliceOffer> of(CampaignDetail detail) {
        Map<WorkflowId, WorkflowState> states = states(detail);
        List<SliceOffer> offers = new ArrayList<>();
        for (PlannedWorkflow row : detail.plan().workflows()) {
            row.workflow().ifPresent(workflow -> {
                WorkflowState state = states.getOrDefault(workflow, WorkflowState.DRAFT);
                if (state == WorkflowState.RUNNING) {
                    offers.add(new SliceOffer(row.slice(), workflow, Action.QUARANTINE));
                } else if (state == WorkflowState.PAUSED) {
                    offers.add(new SliceOffer(row.slice(), workflow, Action.RELEASE));
                }
            });
        }
        // What is paused waits for somebody.
        return offers.stream()
                .sorted(Comparator.comparing(SliceOffer::action).reversed())
                .limit(MOST)
                .toList();
    }

    static Map<WorkflowId, WorkflowState> states(CampaignDetail detail) {
        return detail.workflows().stream().collect(Collectors.toMap(WorkflowRow::workflow, WorkflowRow::state));
    }
}
