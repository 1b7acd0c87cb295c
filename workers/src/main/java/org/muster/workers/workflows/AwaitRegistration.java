package org.muster.workers.workflows;

import java.util.Set;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.control.AllocatorClient;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/** Datasets may be closed only when the catalogues know every confirmed output: for workflows of former models. */
@Component
final class AwaitRegistration implements TaskHandler {
    private final AllocatorClient allocator;

    AwaitRegistration(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    @Override
    public Topic topic() {
        return Topic.AWAIT_REGISTRATION;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.WORKFLOW_ID);
    }

    @Override
    public Outcome handle(Task task) {
        long missing = allocator.progress(task.workflow()).unregisteredOutputs();
        return missing == 0
                ? Outcome.done()
                : new Outcome.RetryLater(missing + " outputs of " + task.workflow() + " to be registered");
    }
}
