package org.muster.allocator.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.muster.allocator.matching.Geography;
import org.muster.allocator.matching.Numbering;
import org.muster.allocator.matching.Reach;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.Inventory;

/** All the ledger's memory. */
final class Books {
    final Numbering sites = new Numbering();
    final Numbering rses = new Numbering();
    final int counters = rses.of(RseName.MONTECARLO.value());
    Geography geography;

    final Map<Integer, WorkflowBook> workflows = new TreeMap<>();
    final Set<Integer> retired = new HashSet<>();
    final Map<JobsubId, Job> jobs = new HashMap<>();
    final Map<Long, InputFile> files = new HashMap<>();
    final Map<Long, OutputFile> unregistered = new TreeMap<>();
    final Map<String, Integer> liveByQuota = new HashMap<>();
    final Set<Job> liveJobs = new HashSet<>();

    long nextFile;
    long nextJob;
    long nextOutput;
    long nextEvent;

    Books(Snapshot snapshot) {
        geography = new Geography(snapshot.inventory(), sites, rses);
        retired.addAll(snapshot.retired());
        nextFile = snapshot.next().file();
        nextJob = snapshot.next().job();
        nextOutput = snapshot.next().output();
        nextEvent = snapshot.next().event();
        new Loading(this).load(snapshot);
    }

    Optional<WorkflowBook> workflow(WorkflowId id) {
        return Optional.ofNullable(workflows.get(id.number()));
    }

    Optional<StageBook> stage(StageRef ref) {
        return workflow(ref.workflow())
                .filter(workflow -> workflow.hasStage(ref.stage()))
                .map(workflow -> workflow.stage(ref.stage()));
    }

    Stream<StageBook> stages() {
        return workflows.values().stream().flatMap(workflow -> workflow.stages.stream());
    }

    Reach reach(StageBook stage, int site) {
        return stage.reach(site, geography, counters);
    }

    void replace(Inventory inventory) {
        geography = new Geography(inventory, sites, rses);
        stages().forEach(StageBook::forgetReaches);
    }

    void countLive(Job job, int change) {
        liveByQuota.merge(job.stage.workflow.order.quotaName(), change, Integer::sum);
        if (change > 0) {
            liveJobs.add(job);
        } else {
            liveJobs.remove(job);
        }
    }

    int live(String quota) {
        return liveByQuota.getOrDefault(quota, 0);
    }

    /** Drops a workflow that is over from memory; its rows stay. */
    void retire(WorkflowBook workflow) {
        workflows.remove(workflow.number());
        retired.add(workflow.number());
        workflow.stages.forEach(stage -> stage.files.forEach(file -> files.remove(file.id)));
        jobs.values().removeIf(job -> job.stage.workflow == workflow);
    }

    Snapshot snapshot() {
        List<Job> allJobs = new ArrayList<>(jobs.values());
        allJobs.sort(Comparator.comparingLong(job -> job.id));
        List<InputFile> allFiles = new ArrayList<>(files.values());
        allFiles.sort(Comparator.comparingLong(file -> file.id));
        return new Snapshot(
                geography.inventory(),
                Set.copyOf(retired),
                workflows.values().stream().map(WorkflowBook::row).toList(),
                allFiles.stream().map(file -> file.row(sites, rses)).toList(),
                allFiles.stream()
                        .flatMap(file -> file.replicaRows(rses).stream())
                        .sorted(Comparator.comparingLong(ReplicaRecord::fileId).thenComparing(ReplicaRecord::rse))
                        .toList(),
                allJobs.stream().map(Job::row).toList(),
                allJobs.stream()
                        .filter(job -> !job.state.terminal())
                        .flatMap(job -> job.allocations.stream())
                        .map(allocation -> allocation.row(sites, rses))
                        .toList(),
                allJobs.stream()
                        .flatMap(job -> job.outputs.stream())
                        .filter(output -> output.state != OutputFileState.VOIDED)
                        .map(OutputFile::row)
                        .sorted(Comparator.comparingLong(OutputRecord::id))
                        .toList(),
                new Snapshot.NextIds(nextFile, nextJob, nextOutput, nextEvent));
    }

    /** Jobs of a quota that may still start, for the caps. */
    boolean quotaFull(String quota) {
        return live(quota) >= geography.quota(quota).maxRunningJobs();
    }

    long submitted(StageBook stage) {
        return stage.jobs(JobState.SUBMITTED);
    }
}
