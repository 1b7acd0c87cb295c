package org.muster.workers.workflows;

import java.util.Arrays;
import java.util.Set;
import org.muster.domain.data.InputFileState;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/**
 * Ends a workflow at the allocator: no more allocations, then live jobs come to their end, then what is left over fails. By the
 * model of now no job is live any more when it is asked; those of former models wait here.
 */
@Component
final class CloseWorkflow implements TaskHandler {
    private final AllocatorClient allocator;

    CloseWorkflow(AllocatorClient allocator) {
        this.allocator = allocator;
    }

    @Override
    public Topic topic() {
        return Topic.CLOSE_WORKFLOW;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.WORKFLOW_ID);
    }

    @Override
    public Outcome handle(Task task) {
        allocator.close(task.workflow());
        WorkflowProgress progress = allocator.progress(task.workflow());
        long live = progress.liveJobs();
        if (live > 0) {
            return new Outcome.RetryLater(live + " jobs of " + task.workflow() + " are still running");
        }
        if (progress.stages().stream().anyMatch(stage -> openFiles(stage) > 0)) {
            allocator.failFiles(task.workflow());
        }
        return Outcome.done();
    }

    private static long openFiles(StageProgress stage) {
        return Arrays.stream(InputFileState.values())
                .filter(state -> !state.terminal())
                .mapToLong(stage::files)
                .sum();
    }
}
