package org.muster.workers.workflows;

import java.util.Set;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.platform.PlatformClient;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/** Tells the allocator what to run; the same order again changes nothing there. */
@Component
final class OpenWorkflow implements TaskHandler {
    private final AllocatorClient allocator;
    private final PlatformClient platform;

    OpenWorkflow(AllocatorClient allocator, PlatformClient platform) {
        this.allocator = allocator;
        this.platform = platform;
    }

    @Override
    public Topic topic() {
        return Topic.OPEN_WORKFLOW;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.WORKFLOW_ID);
    }

    @Override
    public Outcome handle(Task task) {
        allocator.open(platform.order(task.workflow()));
        return Outcome.done();
    }
}
