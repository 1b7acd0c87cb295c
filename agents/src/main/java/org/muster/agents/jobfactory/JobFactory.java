package org.muster.agents.jobfactory;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.Halves;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.catalogue.registration.Installation;
import org.muster.connectors.batch.BatchSystem;
import org.muster.connectors.batch.JobCondition;
import org.muster.connectors.batch.JobOrder;
import org.muster.domain.job.JobSecret;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.NewJob;
import org.muster.protocol.control.StageDemand;
import org.muster.protocol.control.StageProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Submits wrapper jobs. A job is registered in the allocator before it can start, so the allocator never meets a stranger; a
 * job that was only prepared when the agents process died is taken away, and the watchdog reports it if it was registered.
 */
@Component
final class JobFactory implements Agent {
    /** Jobs of one stage that are submitted in one step. */
    static final int MAX_CLUSTER = 192;

    private static final Logger LOG = LoggerFactory.getLogger(JobFactory.class);

    private final Subjects<StageRef> stages;
    private final Subjects<JobsubId> leftovers;
    private final AllocatorClient allocator;
    private final BatchSystem batch;
    private final WrapperSettings wrapper;
    private final String instance;
    private final SecureRandom random = new SecureRandom();

    JobFactory(
            Installation installation,
            AllocatorClient allocator,
            BatchSystem batch,
            WrapperSettings wrapper,
            SetAside setAside) {
        this.instance = installation.instance();
        this.stages = new Subjects<>(name(), setAside);
        this.leftovers = new Subjects<>(name() + " leftovers", setAside);
        this.allocator = allocator;
        this.batch = batch;
        this.wrapper = wrapper;
    }

    @Override
    public String name() {
        return "job-factory";
    }

    @Override
    public int doWork(Instant now) {
        removeLeftovers(now);
        int room = batch.room();
        if (room == 0) {
            return 0;
        }
        Map<StageDemand, Integer> shares = share(room, needs(room, now));
        shares.forEach((demand, jobs) -> stages.attempt(demand.stage(), now, () -> submit(demand, jobs)));
        // The next look has to wait until the allocator's numbers show these jobs at work.
        return 0;
    }

    private void removeLeftovers(Instant now) {
        List<JobsubId> prepared = batch.query().entrySet().stream()
                .filter(job -> job.getValue() == JobCondition.PREPARED)
                .map(Map.Entry::getKey)
                .toList();
        leftovers.keepOnly(prepared);
        List<JobsubId> due =
                prepared.stream().filter(job -> leftovers.due(job, now)).toList();
        if (!due.isEmpty()) {
            LOG.info("Taking away {} jobs that were prepared and never released", due.size());
            Halves.each(due, batch::remove, (job, trouble) -> leftovers.failed(job, now, trouble));
        }
    }

    /** Of as many stages as there is room for: each of them gets a job before one gets two. */
    private Map<StageDemand, Integer> needs(int room, Instant now) {
        Map<StageDemand, Integer> needs = new LinkedHashMap<>();
        List<StageDemand> demands = allocator.demand();
        stages.keepOnly(demands.stream().map(StageDemand::stage).toList());
        List<StageDemand> wanting = demands.stream()
                .filter(demand -> Need.of(demand, 0) > 0)
                .filter(demand -> stages.due(demand.stage(), now))
                .sorted(Comparator.comparing(StageDemand::priority).reversed().thenComparing(StageDemand::stage))
                .filter(demand -> !forPilots(demand) && !sites(demand).isEmpty())
                .toList();
        for (int from = 0; from < wanting.size() && needs.size() < room; from += AllocatorClient.MAX_WORKFLOWS) {
            List<StageDemand> some =
                    wanting.subList(from, Math.min(wanting.size(), from + AllocatorClient.MAX_WORKFLOWS));
            Map<StageRef, Long> started = startedWithoutFile(some, now);
            some.stream()
                    .filter(demand -> !asksForStarted(demand) || started.containsKey(demand.stage()))
                    .forEach(demand -> {
                        int need = Need.of(demand, started.getOrDefault(demand.stage(), 0L));
                        if (need > 0) {
                            needs.put(demand, Math.min(need, MAX_CLUSTER));
                        }
                    });
        }
        return needs;
    }

    private static boolean asksForStarted(StageDemand demand) {
        return demand.maxFilesPerJob() <= 1 && demand.liveJobs() > 0;
    }

    /** Asked for all at once; a stage of which the allocator refuses to say it is left out. */
    private Map<StageRef, Long> startedWithoutFile(List<StageDemand> demands, Instant now) {
        Map<StageRef, Long> started = new HashMap<>();
        Halves.each(
                demands.stream().filter(JobFactory::asksForStarted).toList(),
                some -> {
                    List<WorkflowId> workflows = some.stream()
                            .map(demand -> demand.stage().workflow())
                            .distinct()
                            .toList();
                    allocator.progress(workflows).stream()
                            .flatMap(progress -> progress.stages().stream())
                            .forEach((StageProgress stage) -> started.put(stage.stage(), stage.jobs(JobState.STARTED)));
                    some.forEach(demand -> started.putIfAbsent(demand.stage(), 0L));
                },
                (demand, trouble) -> stages.failed(demand.stage(), now, trouble));
        return started;
    }

    /** One job for each stage in turn, highest priority first, until the room is used up. */
    static <K> Map<K, Integer> share(int room, Map<K, Integer> needs) {
        Map<K, Integer> shares = new LinkedHashMap<>();
        int left = room;
        boolean given = true;
        while (left > 0 && given) {
            given = false;
            for (Map.Entry<K, Integer> need : needs.entrySet()) {
                int share = shares.getOrDefault(need.getKey(), 0);
                if (left > 0 && share < need.getValue()) {
                    shares.put(need.getKey(), share + 1);
                    left--;
                    given = true;
                }
            }
        }
        return shares;
    }

    private void submit(StageDemand demand, int jobs) {
        // Each job has its own: whoever reads one wrapper can speak for that job alone.
        Map<JobsubId, String> secrets = new HashMap<>();
        JobOrder order = new JobOrder(
                demand.stage(),
                job -> wrapper.render(instance, demand, secrets.computeIfAbsent(job, its -> JobSecret.draw(random))),
                sites(demand),
                demand.processors(),
                demand.rssBytes(),
                demand.wallSeconds());
        List<JobsubId> prepared = batch.prepare(order, jobs);
        if (prepared.isEmpty()) {
            return;
        }
        allocator.register(prepared.stream()
                .map(job ->
                        new NewJob(job, demand.stage(), secrets.computeIfAbsent(job, its -> JobSecret.draw(random))))
                .toList());
        batch.release(prepared);
        LOG.info("Submitted {} jobs for {}", prepared.size(), demand.stage());
    }

    /** Slots with GPUs and slots of a group come with pilots that bind late: no batch system here can be asked for them. */
    private static boolean forPilots(StageDemand demand) {
        return demand.gpu().isPresent() || demand.group().isPresent();
    }

    private Set<SiteName> sites(StageDemand demand) {
        Set<SiteName> sites = new HashSet<>(demand.sites());
        sites.retainAll(batch.sites());
        return sites;
    }
}
