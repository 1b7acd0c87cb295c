package org.muster.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.agents.fake.Catalogues;
import org.muster.agents.fake.Demands;
import org.muster.agents.fake.FakeBatch;
import org.muster.agents.runtime.Agent;
import org.muster.catalogue.fake.Outputs;
import org.muster.connectors.batch.JobCondition;
import org.muster.connectors.fake.FakeServer;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageDemand;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowHealth;
import org.muster.protocol.control.WorkflowProgress;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One round of every agent at the size that two years of production may come to: nobody calls once for each workflow or job. How
 * long each takes is only told.
 */
class RoundsTest {
    private static final int WORKFLOWS = 13_000;
    private static final int DRAINED = 2_000;
    private static final int JOBS = 100_000;
    private static final int FILES = 2_000;
    private static final int ROOM = 20;
    private static final int STORAGES = 100;
    /** Outputs taken on in one round, of as many workflows. */
    private static final int OUTPUTS = 4_000;
    /** A stage that is submitted for takes one. */
    private static final int MAX_CALLS = ROOM + 20;

    /** Who looks at each storage, and how often: Rucio tells of one in a call. */
    private static final Map<String, Integer> CALLS_OF_A_STORAGE = Map.of("inventory", 4, "log-datasets", 5);

    private static final Instant NOW = Instant.parse("2026-11-22T20:05:00Z");

    private final Catalogues world = new Catalogues();
    private final FakeBatch batch = new FakeBatch(ROOM, Demands.SITE.value());
    private ConfigurableApplicationContext agents;

    @BeforeEach
    void start(@TempDir Path jobs) {
        agents = AgentsOfFakes.start(world, batch, jobs);
        for (int i = 1; i <= WORKFLOWS; i++) {
            StageRef stage = StageRef.of(i, 1);
            world.allocator.progress.add(progress(stage, i <= DRAINED));
            world.allocator.health.add(new WorkflowHealth(
                    stage.workflow(), 1, 0, 9, Map.of(Demands.SITE, 1L), Map.of(0, 9L, 1, 1L), List.of()));
            world.allocator.demand.add(demand(stage));
        }
        for (int i = 1; i <= STORAGES; i++) {
            world.rucio.addRse("DISK_" + i, Demands.SITE.value(), "DISK");
        }
        for (int i = 1; i <= WORKFLOWS; i++) {
            // What goes to an address of the user's own is in no catalogue, which would take a call for each new
            // dataset.
            world.allocator.outputs.add(Outputs.output(
                    i,
                    "w" + i + "s1",
                    "o" + i + ".root",
                    OutputPattern.Destination.URL,
                    Outputs.NORTH,
                    Outputs.metadata()));
        }
        for (int i = 1; i <= JOBS; i++) {
            JobsubId job = new JobsubId(i + ".0@local");
            world.allocator.jobs.put(job, JobState.PROCESSING);
            batch.jobs.put(job, JobCondition.RUNNING);
        }
        for (int i = 1; i <= FILES; i++) {
            world.allocator.toLocate.add(
                    new FileToLocate(i, StageRef.of(1 + i % WORKFLOWS, 1), new Did("usertests", "f" + i)));
        }
    }

    @AfterEach
    void stop() {
        agents.close();
        world.close();
    }

    private static WorkflowProgress progress(StageRef stage, boolean drained) {
        return new WorkflowProgress(
                stage.workflow(),
                LedgerStatus.OPEN,
                true,
                drained,
                0,
                0,
                List.of(new StageProgress(
                        stage,
                        Map.of(InputFileState.PROCESSED, 900L, InputFileState.UNALLOCATED, 100L),
                        Map.of(JobState.FINISHED, 900L, JobState.STARTED, 2L),
                        Map.of(),
                        0,
                        0)));
    }

    /** One of them in a hundred has more files than jobs. */
    private static StageDemand demand(StageRef stage) {
        return Demands.demand(stage, stage.workflow().number() % 100 == 0 ? 5 : 2, 2);
    }

    @Test
    void nobodyCallsOnceForEachWorkflowOrJob() {
        for (Agent agent : agents.getBeansOfType(Agent.class).values()) {
            List<FakeServer> servers = List.of(world.allocator, world.platform, world.rucio, world.metacat);
            servers.forEach(FakeServer::forgetLog);
            long begun = System.nanoTime();
            agent.doWork(NOW);
            double seconds = (System.nanoTime() - begun) / 1e9;
            List<String> calls =
                    servers.stream().map(FakeServer::log).flatMap(List::stream).toList();
            System.out.printf(
                    "Round of %s with %d workflows and %d live jobs: %d calls, %.2f s%n",
                    agent.name(), WORKFLOWS, JOBS, calls.size(), seconds);
            assertThat(calls)
                    .as(agent.name())
                    .hasSizeLessThanOrEqualTo(MAX_CALLS + STORAGES * CALLS_OF_A_STORAGE.getOrDefault(agent.name(), 0));
        }
        assertThat(world.allocator.outputs)
                .as("outputs that are not registered yet")
                .hasSize(WORKFLOWS - OUTPUTS);
        assertThat(world.allocator.inventories)
                .last()
                .satisfies(inventory -> assertThat(inventory.storages()).hasSizeGreaterThan(STORAGES));
        assertThat(world.platform.messages)
                .containsExactlyInAnyOrderElementsOf(Stream.iterate(1, i -> i + 1)
                        .limit(DRAINED)
                        .map(i -> i + "/drained")
                        .toList());
        assertThat(world.allocator.registered.values())
                .as("as many as there is room for")
                .hasSize(ROOM)
                .allSatisfy(
                        job -> assertThat(job.stage().workflow().number() % 100).isZero());
        assertThat(world.allocator.jobs.values()).as("nobody is lost").doesNotContain(JobState.STALLED);
    }
}
