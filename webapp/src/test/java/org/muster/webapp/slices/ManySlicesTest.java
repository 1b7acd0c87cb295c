package org.muster.webapp.slices;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryBuilder;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.text.Units;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.processes.Message;
import org.muster.processes.ProcessKey;
import org.muster.processes.Topic;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.DeviceLogin;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.FakeAllocator;
import org.muster.webapp.running.RunningWebapp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A campaign of 1,200 slices that all run at once, served by several workers at the same time. */
@RunningWebapp
class ManySlicesTest {
    private static final int SLICES = 1_200;
    private static final int WORKERS = 4;
    private static final int LOOKS = 8;

    /** Characters: a hundred rows of each table. */
    private static final int MAX_PAGE = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(ManySlicesTest.class);

    private final Door door;
    private final EngineHand engine;
    private final JdbcClient jdbc;
    private final RuntimeService runtime;
    private final ExternalTaskService tasks;
    private final ManagementService management;
    private final StartSlices round;
    private final FakeAllocator allocator = FakeAllocator.RUNNING;
    private final AtomicInteger collisions = new AtomicInteger();

    @Autowired
    ManySlicesTest(
            Door door,
            EngineHand engine,
            JdbcClient jdbc,
            RuntimeService runtime,
            ExternalTaskService tasks,
            ManagementService management,
            StartSlices round) {
        this.door = door;
        this.engine = engine;
        this.jdbc = jdbc;
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
        this.round = round;
    }

    @Test
    @Timeout(value = 9, unit = TimeUnit.MINUTES)
    void allRunAtOnceAndEndWithoutCollisions() throws Exception {
        FullProduction production = new FullProduction(door, engine, jdbc, SLICES, 10_000).release();
        for (Job offering : management.createJobQuery().messages().executable().list()) {
            management.executeJob(offering.getId());
        }
        long began = System.nanoTime();
        while (production.started().size() < SLICES) {
            round.go();
            served();
        }
        while (production.workflows(WorkflowState.RUNNING).size() < SLICES) {
            served();
        }
        LOG.info("{} slices run after {} s", SLICES, seconds(began));
        List<WorkflowId> running = production.workflows(WorkflowState.RUNNING);
        running.forEach(workflow -> allocator.knows(atWork(workflow)));
        try {
            look(production);
        } finally {
            running.forEach(allocator::neverKnew);
        }

        long ending = System.nanoTime();
        tell(Message.DRAINED, List.of());
        while (production.workflows(WorkflowState.FINISHED).size() < SLICES + 3) {
            served();
            tell(Message.ACCOUNTED, List.of("accounted"));
        }
        engine.work();

        LOG.info("{} slices ended after {} s; {} collisions", SLICES, seconds(ending), collisions.get());
        assertThat(engine.waiting(production.campaign())).containsExactly("close-campaign");
        assertThat(collisions).as("optimistic locking").hasValue(0);
    }

    /** What the page of the campaign costs, and that it stays one that a browser can draw. */
    private void look(FullProduction production) {
        DeviceLogin browser = new DeviceLogin(door.address());
        browser.signIn("sam");
        String page = "/dashboard/campaigns/" + production.campaign().number();
        List<Long> millis = new ArrayList<>();
        for (int look = 0; look < LOOKS; look++) {
            long began = System.nanoTime();
            HttpResponse<String> answer = browser.get(page);
            millis.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("The first 100 of " + Units.count(SLICES + 3))
                    .hasSizeLessThan(MAX_PAGE);
        }
        LOG.info("{} takes {} ms", page, millis);
        assertThat(door.as("sam")
                        .slices(production.campaign(), Map.of("limit", "1000"))
                        .rows())
                .hasSize(1_000);
    }

    private static WorkflowProgress atWork(WorkflowId workflow) {
        return new WorkflowProgress(
                workflow,
                LedgerStatus.OPEN,
                true,
                false,
                0,
                0,
                IntStream.rangeClosed(1, 2)
                        .mapToObj(stage -> new StageProgress(
                                new StageRef(workflow, stage),
                                Map.of(InputFileState.UNALLOCATED, 1L),
                                Map.of(JobState.PROCESSING, 1L),
                                Map.of(),
                                0,
                                0))
                        .toList());
    }

    /** Every external task there is, by several workers at once. */
    private void served() throws Exception {
        everywhere(worker -> {
            ExternalTaskQueryBuilder fetch = tasks.fetchAndLock(50, "worker " + worker);
            for (Topic topic : Topic.values()) {
                if (topic != Topic.COLLECT_NUMBERS) {
                    fetch.topic(topic.topic(), 60_000);
                }
            }
            for (LockedExternalTask task : fetch.execute()) {
                counted(() -> tasks.complete(task.getId(), "worker " + worker));
            }
        });
    }

    /** To every workflow that waits for it, by several at once. */
    private void tell(Message message, List<String> places) throws Exception {
        List<ProcessInstance> waiting = places.isEmpty()
                ? runtime.createProcessInstanceQuery()
                        .processDefinitionKey(ProcessKey.WORKFLOW.key())
                        .list()
                : runtime.createProcessInstanceQuery()
                        .processDefinitionKey(ProcessKey.WORKFLOW.key())
                        .activityIdIn(places.toArray(String[]::new))
                        .list();
        everywhere(worker -> {
            for (int at = worker; at < waiting.size(); at += WORKERS) {
                String process = waiting.get(at).getId();
                counted(() -> runtime.createMessageCorrelation(message.message())
                        .processInstanceId(process)
                        .correlateAllWithResult());
            }
        });
    }

    private void counted(Runnable step) {
        try {
            step.run();
        } catch (OptimisticLockingException e) {
            collisions.incrementAndGet();
        }
    }

    private static void everywhere(Consumer<Integer> work) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int worker = 0; worker < WORKERS; worker++) {
                int which = worker;
                all.add(workers.submit(() -> work.accept(which)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static long seconds(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }
}
