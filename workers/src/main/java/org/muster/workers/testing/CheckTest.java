package org.muster.workers.testing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.muster.connectors.metacat.CatalogueFile;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.http.Page;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/** Looks at every job and every output of a finished test workflow, and at what MetaCat says of the outputs. */
@Component
final class CheckTest implements TaskHandler {
    /** Jobs, and outputs, that are looked at; a test has tens. */
    private static final int MAX_ROWS = 10_000;

    private static final int PAGE = 1000;

    private final AllocatorClient allocator;
    private final MetaCatClient metacat;

    CheckTest(AllocatorClient allocator, MetaCatClient metacat) {
        this.allocator = allocator;
        this.metacat = metacat;
    }

    @Override
    public Topic topic() {
        return Topic.CHECK_TEST;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.WORKFLOW_ID);
    }

    @Override
    public Outcome handle(Task task) {
        WorkflowId workflow = task.workflow();
        List<JobRow> jobs = all(workflow, allocator::jobs);
        List<OutputRow> outputs = all(workflow, allocator::outputs);
        List<Did> dids = outputs.stream().map(OutputRow::did).toList();
        Map<Did, CatalogueFile> declared = new HashMap<>();
        if (!dids.isEmpty()) {
            metacat.files(dids).forEach(file -> declared.put(file.did(), file));
        }
        TestVerdict verdict = TestVerdict.of(allocator.progress(workflow), jobs, outputs, declared);
        return new Outcome.Done(Map.of(Variable.TEST_PASSED, verdict.passed(), Variable.TEST_REPORT, verdict.report()));
    }

    private static <T> List<T> all(WorkflowId workflow, Function<Map<String, String>, Page<T>> table) {
        return Page.all(
                        after -> table.apply(Map.of(
                                "workflow",
                                Integer.toString(workflow.number()),
                                "after",
                                after,
                                "limit",
                                Integer.toString(PAGE))),
                        MAX_ROWS)
                .toList();
    }
}
