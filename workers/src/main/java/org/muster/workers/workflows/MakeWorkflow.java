package org.muster.workers.workflows;

import java.util.Map;
import java.util.Set;
import org.muster.domain.input.InputSource;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.platform.NewWorkflow;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/** The webapp makes the workflow of a row once, so asking again after a lost answer gives the same one. */
@Component
final class MakeWorkflow implements TaskHandler {
    private final PlatformClient platform;

    MakeWorkflow(PlatformClient platform) {
        this.platform = platform;
    }

    @Override
    public Topic topic() {
        return Topic.MAKE_WORKFLOW;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.CAMPAIGN_ID, Variable.PURPOSE, Variable.PLAN_ORDER);
    }

    @Override
    public Outcome handle(Task task) {
        WorkflowId made = platform.make(
                        task.campaign(), new NewWorkflow(task.purpose(), task.number(Variable.PLAN_ORDER)))
                .workflow();
        WorkflowRow row = platform.workflow(made).workflow();
        return new Outcome.Done(Map.of(
                Variable.WORKFLOW_ID, made.number(),
                Variable.SCOPE, row.scope(),
                Variable.COUNTERS, counters(row.mql())));
    }

    /** Files of a Monte Carlo workflow, or of a slice of a sample; 0 for a query, whose files are not known yet. */
    private static int counters(String mql) {
        InputSource source = InputSource.parse(mql);
        if (source instanceof InputSource.SampleSlice slice) {
            return Math.toIntExact(slice.limit());
        }
        return source instanceof InputSource.Counters counters ? counters.count() : 0;
    }
}
