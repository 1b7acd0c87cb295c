package org.muster.workers.workflows;

import java.util.Set;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.control.AllocatorClient;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/** No new allocations for ever; what jobs hold they finish. */
@Component
final class StopWorkflow implements TaskHandler {
    private final AllocatorClient allocator;

    StopWorkflow(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    @Override
    public Topic topic() {
        return Topic.STOP_WORKFLOW;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.WORKFLOW_ID);
    }

    @Override
    public Outcome handle(Task task) {
        allocator.close(task.workflow());
        return Outcome.done();
    }
}
