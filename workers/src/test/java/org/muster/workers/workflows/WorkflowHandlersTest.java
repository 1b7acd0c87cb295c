package org.muster.workers.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.processes.Variable;
import org.muster.workers.fakes.FakeAllocator;
import org.muster.workers.fakes.FakePlatform;
import org.muster.workers.fakes.Samples;
import org.muster.workers.fakes.Tasks;
import org.muster.workers.runtime.Outcome;

final class WorkflowHandlersTest {
    private final FakePlatform platform = new FakePlatform();
    private final FakeAllocator allocator = new FakeAllocator();

    @AfterEach
    void close() {
        platform.close();
        allocator.close();
    }

    @Test
    void workflowOfARowIsMadeOnce() {
        MakeWorkflow handler = new MakeWorkflow(platform.client());
        Map<Variable, Object> row =
                Map.of(Variable.CAMPAIGN_ID, 1, Variable.PURPOSE, "validation", Variable.PLAN_ORDER, 2L);

        Outcome first = Tasks.run(handler, row);

        assertThat(first)
                .isEqualTo(new Outcome.Done(
                        Map.of(Variable.WORKFLOW_ID, 40, Variable.SCOPE, "toy", Variable.COUNTERS, 10)))
                .isEqualTo(Tasks.run(handler, row));
    }

    @Test
    void allocatorIsToldTheOrder() {
        platform.workflows.add(Samples.workflow(7, WorkflowPurpose.TEST, "usertests"));
        platform.orders.put(7, Samples.order(7, "exit 0", ""));

        Tasks.run(new OpenWorkflow(allocator.client(), platform.client()));

        assertThat(allocator.opened).isEqualTo(Map.of(7, "monte-carlo 10"));
    }

    @Test
    void pausesAndResumes() {
        Tasks.run(new PauseWorkflow(allocator.client()));
        assertThat(allocator.status).isEqualTo(LedgerStatus.PAUSED);

        Tasks.run(new ResumeWorkflow(allocator.client()));
        assertThat(allocator.status).isEqualTo(LedgerStatus.OPEN);
    }

    @Test
    void stopsWithoutWaitingForAnybody() {
        allocator.jobs.put(JobState.PROCESSING, 2L);

        assertThat(Tasks.run(new StopWorkflow(allocator.client()))).isEqualTo(Outcome.done());
        assertThat(allocator.status).isEqualTo(LedgerStatus.CLOSED);
    }

    @Test
    void closingWaitsForLiveJobsAndThenFailsWhatIsLeft() {
        allocator.jobs.putAll(Map.of(JobState.PROCESSING, 2L, JobState.OUTPUTTING, 1L, JobState.SUBMITTED, 5L));
        allocator.files.putAll(Map.of(InputFileState.UNALLOCATED, 4L, InputFileState.PROCESSED, 6L));
        CloseWorkflow handler = new CloseWorkflow(allocator.client());

        assertThat(Tasks.run(handler)).isEqualTo(new Outcome.RetryLater("3 jobs of w7 are still running"));
        assertThat(allocator.status).isEqualTo(LedgerStatus.CLOSED);
        assertThat(allocator.files).containsEntry(InputFileState.UNALLOCATED, 4L);

        allocator.jobs.clear();
        assertThat(Tasks.run(handler)).isEqualTo(Outcome.done());
        assertThat(allocator.files).isEqualTo(Map.of(InputFileState.FAILED, 4L, InputFileState.PROCESSED, 6L));
        assertThat(Tasks.run(handler)).isEqualTo(Outcome.done());
    }

    @Test
    void datasetsWaitForRegistration() {
        allocator.unregistered = 3;
        AwaitRegistration handler = new AwaitRegistration(allocator.client());
        assertThat(Tasks.run(handler)).isEqualTo(new Outcome.RetryLater("3 outputs of w7 to be registered"));

        allocator.unregistered = 0;
        assertThat(Tasks.run(handler)).isEqualTo(Outcome.done());
    }
}
