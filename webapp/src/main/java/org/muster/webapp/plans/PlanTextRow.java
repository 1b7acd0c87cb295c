package org.muster.webapp.plans;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.protocol.platform.PlannedWorkflow;

/** One line of the plan as a text: the slices of one sample, which can be a thousand, are one line. */
record PlanTextRow(
        WorkflowPurpose purpose,
        int first,
        int last,
        String sample,
        long inputs,
        Optional<Integer> eventsPerJob,
        Optional<Long> events,
        long jobs) {
    static List<PlanTextRow> of(List<PlannedWorkflow> rows) {
        List<PlanTextRow> lines = new ArrayList<>();
        for (PlannedWorkflow row : rows) {
            int before = lines.size() - 1;
            PlanTextRow line = of(row);
            if (before >= 0 && lines.get(before).isOfTheSameAs(line)) {
                lines.set(before, lines.get(before).with(line));
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    private static PlanTextRow of(PlannedWorkflow row) {
        return new PlanTextRow(
                row.purpose(),
                row.order(),
                row.order(),
                row.sample(),
                row.limit(),
                row.eventsPerJob(),
                row.events(),
                row.jobs());
    }

    private boolean isOfTheSameAs(PlanTextRow next) {
        return purpose == next.purpose && sample.equals(next.sample) && last + 1 == next.first;
    }

    private PlanTextRow with(PlanTextRow next) {
        return new PlanTextRow(
                purpose,
                first,
                next.last,
                sample,
                inputs + next.inputs,
                eventsPerJob,
                events.flatMap(some -> next.events.map(more -> some + more)),
                jobs + next.jobs);
    }

    /** Of the plan. */
    String orders() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
