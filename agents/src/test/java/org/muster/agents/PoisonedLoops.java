package org.muster.agents;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.muster.agents.fake.Catalogues;
import org.muster.agents.fake.Demands;
import org.muster.agents.fake.FakeBatch;
import org.muster.agents.fake.FakeStorage;
import org.muster.catalogue.fake.Outputs;
import org.muster.connectors.fake.FakeServer;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.InputQuery;
import org.muster.protocol.control.OutputToClear;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.ReconciliationReport;

/** Every loop over many subjects, each with eleven of them, of which others refuse the fifth. */
final class PoisonedLoops implements AutoCloseable {
    static final int POISONED = 5;
    static final Set<Integer> ALL = IntStream.rangeClosed(1, 11).boxed().collect(Collectors.toUnmodifiableSet());
    static final Instant BEGIN = Instant.parse("2026-11-22T20:05:00Z");

    final Catalogues world = new Catalogues();
    final FakeBatch batch = new FakeBatch(100_000, "UK_North");
    private final FakeStorage storage = new FakeStorage();

    /**
     * @param subject as people read it
     * @param steps of one round
     * @param refusing who refuses whatever mentions this, with this status
     * @param done whose work is done
     */
    record Loop(String subject, int steps, FakeServer refusing, String mention, int status, IntPredicate done) {
        void poison() {
            refusing.refuse(mention, status);
        }

        Set<Integer> allDone() {
            return ALL.stream().filter(done::test).collect(Collectors.toUnmodifiableSet());
        }
    }

    /** By the agent's name. */
    static Map<String, Function<PoisonedLoops, Loop>> all() {
        Map<String, Function<PoisonedLoops, Loop>> all = new TreeMap<>();
        all.put("registrar", PoisonedLoops::registrar);
        all.put("log-datasets", PoisonedLoops::logDatasets);
        all.put("input-finder", PoisonedLoops::inputFinder);
        all.put("replica-finder", PoisonedLoops::replicaFinder);
        all.put("job-factory", PoisonedLoops::jobFactory);
        all.put("stray-uploads", PoisonedLoops::strayUploads);
        all.put("replica-watch", PoisonedLoops::replicaWatch);
        all.put("reconciler", PoisonedLoops::reconciler);
        all.put("inventory", PoisonedLoops::inventory);
        all.put("lost-jobs", PoisonedLoops::lostJobs);
        all.put("workflow-watch", PoisonedLoops::workflowWatch);
        return all;
    }

    private static void eleven(IntConsumer make) {
        ALL.stream().sorted().forEach(make::accept);
    }

    private Loop registrar() {
        eleven(i -> world.allocator.outputs.add(Outputs.output(i, "w" + i + "s1", "o" + i + ".root")));
        return new Loop(
                "w5",
                1,
                world.metacat,
                "o5.root",
                500,
                i -> world.allocator.outputs.stream().noneMatch(output -> output.outputId() == i));
    }

    private Loop logDatasets() {
        eleven(i -> world.rucio.addRse("DISK_" + i, "UK_North", "DISK"));
        return new Loop(
                "DISK_5",
                1,
                world.rucio,
                "/rses/DISK_5",
                500,
                i -> world.rucio.picture().contains("on DISK_" + i + "\n"));
    }

    private Loop inputFinder() {
        eleven(i -> {
            world.metacat.put("usertests:raw" + i, List.of("usertests:f" + i));
            world.allocator.queries.add(
                    new InputQuery(new WorkflowId(i), StageRef.of(i, 1), "files from usertests:raw" + i));
        });
        return new Loop(
                "w5",
                1,
                world.metacat,
                "raw5",
                500,
                i -> world.allocator.queries.stream()
                        .noneMatch(query -> query.workflow().number() == i));
    }

    private Loop replicaFinder() {
        eleven(i -> world.allocator.toLocate.add(new FileToLocate(i, StageRef.of(1, 1), did("f" + i))));
        return new Loop(
                "usertests:f5",
                1,
                world.allocator,
                "\"file_id\":5,",
                400,
                i -> world.allocator.located.containsKey((long) i));
    }

    private Loop jobFactory() {
        eleven(i -> world.allocator.demand.add(Demands.demand(StageRef.of(i, 1), 1, 0)));
        return new Loop(
                "w5s1",
                1,
                world.allocator,
                "w5s1",
                400,
                i -> world.allocator.registered.values().stream()
                        .anyMatch(job -> job.stage().equals(StageRef.of(i, 1))));
    }

    private Loop strayUploads() {
        eleven(i -> world.allocator.toClear.add(new OutputToClear(
                i,
                StageRef.of(1, 1),
                did("o" + i),
                List.of(storage.url() + "/pool/o" + i),
                BEGIN.minusSeconds(90_000))));
        return new Loop(
                "usertests:o5",
                1,
                storage,
                "/pool/o5",
                500,
                i -> world.allocator.toClear.stream().noneMatch(output -> output.outputId() == i));
    }

    /** A workflow a step, and a file is gone when it is missed for the second time. */
    private Loop replicaWatch() {
        eleven(i -> {
            world.allocator.progress.add(drained(i));
            world.allocator.files.add(waiting(i));
        });
        return new Loop(
                "w5", 2 * ALL.size(), world.rucio, "\"f5\"", 500, i -> world.allocator.located.containsKey((long) i));
    }

    /** A step for the outputs of a workflow, one for its rules, and one for the report; and the round that sees it again. */
    private Loop reconciler() {
        eleven(i -> {
            world.platform.running(i);
            world.allocator.registeredOutputs.add(Outputs.output(i, "w" + i + "s1", "o" + i + ".root"));
        });
        return new Loop(
                "w5",
                2 * (2 * ALL.size() + 1),
                world.rucio,
                "o5.root",
                500,
                i -> !world.platform.reports.isEmpty()
                        && lastReport().found().stream()
                                .anyMatch(found -> found.outputId().equals(Optional.of((long) i))));
    }

    private ReconciliationReport lastReport() {
        return world.platform.reports.get(world.platform.reports.size() - 1);
    }

    private Loop inventory() {
        eleven(i -> world.rucio.addRse("DISK_" + i, "UK_North", "DISK"));
        return new Loop(
                "DISK_5",
                1,
                world.rucio,
                "/rses/DISK_5",
                500,
                i -> !world.platform.inventories.isEmpty()
                        && world
                                .platform
                                .inventories
                                .get(world.platform.inventories.size() - 1)
                                .inventory()
                                .storages()
                                .stream()
                                .anyMatch(each -> each.rse().value().equals("DISK_" + i)));
    }

    /** A job is lost when it is missed for the second time. */
    private Loop lostJobs() {
        eleven(i -> world.allocator.jobs.put(job(i), JobState.PROCESSING));
        return new Loop(
                "5.0@local",
                2,
                world.allocator,
                "\"5.0@local\"",
                400,
                i -> world.allocator.jobs.get(job(i)) == JobState.STALLED);
    }

    private Loop workflowWatch() {
        eleven(i -> world.allocator.progress.add(drained(i)));
        return new Loop(
                "w5",
                1,
                world.platform,
                "{\"workflow\":5}",
                403,
                i -> world.platform.messages.contains(i + "/drained"));
    }

    private static Did did(String name) {
        return new Did("usertests", name);
    }

    private static JobsubId job(int number) {
        return new JobsubId(number + ".0@local");
    }

    private static WorkflowProgress drained(int workflow) {
        return new WorkflowProgress(new WorkflowId(workflow), LedgerStatus.OPEN, true, true, 0, 0, List.of());
    }

    private static FileRow waiting(int workflow) {
        return new FileRow(
                workflow,
                StageRef.of(workflow, 1),
                did("f" + workflow),
                InputFileState.UNALLOCATED,
                0,
                6,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
    }

    @Override
    public void close() {
        world.close();
        storage.close();
    }
}
