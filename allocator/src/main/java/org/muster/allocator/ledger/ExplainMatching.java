package org.muster.allocator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.muster.allocator.matching.Geography;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.MatchingRule;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.WhyNot;
import org.muster.protocol.control.WorkflowProgress.Status;

/**
 * Why something does not match: the rules of get_jobscript and get_file, applied one after the other to the files they would
 * choose from. Answered from the counts of the live index, so it costs what matching costs.
 *
 * @param site one site, or every site of the inventory
 */
public record ExplainMatching(Subject subject, Optional<SiteName> site) implements Command<Answer<List<WhyNot>>> {
    /** Stages times sites in one answer. */
    public static final int MAX_ANSWERS = 2_000;

    /** What is asked about. */
    public sealed interface Subject {
        record OfWorkflow(WorkflowId workflow) implements Subject {}

        record OfStage(StageRef stage) implements Subject {}

        record OfJob(JobsubId job) implements Subject {}

        record OfFile(long id) implements Subject {}

        /** Every stage in memory. */
        record OfSite() implements Subject {}
    }

    @Override
    public Answer<List<WhyNot>> decide(Ledger ledger, Instant now) {
        Books books = ledger.books;
        if (subject instanceof Subject.OfWorkflow asked) {
            return books.workflow(asked.workflow())
                    .map(workflow -> explain(workflow.stages.stream().map(Candidates::of), books))
                    .orElseGet(() -> unknown(asked.workflow() + " is not open"));
        }
        if (subject instanceof Subject.OfStage asked) {
            return books.stage(asked.stage())
                    .map(stage -> explain(Stream.of(Candidates.of(stage)), books))
                    .orElseGet(() -> unknown(asked.stage() + " is not open"));
        }
        if (subject instanceof Subject.OfJob asked) {
            Job job = books.jobs.get(asked.job());
            return job == null
                    ? unknown("job " + asked.job() + " is not in memory: it ended, or was never registered")
                    : explain(Stream.of(Candidates.of(job)), books);
        }
        if (subject instanceof Subject.OfFile asked) {
            return books.stageOf(asked.id())
                    .filter(stage -> stage.files.slot(asked.id()) < stage.files.size())
                    .map(stage -> explain(Stream.of(Candidates.of(stage, stage.files.slot(asked.id()))), books))
                    .orElseGet(() -> unknown("file " + asked.id() + " is not of an open workflow"));
        }
        return explain(books.stages().stream().map(Candidates::of), books);
    }

    private static Answer<List<WhyNot>> unknown(String what) {
        return Answer.refused(Refusal.NOTHING, what);
    }

    private Answer<List<WhyNot>> explain(Stream<Candidates> all, Books books) {
        List<Candidates> candidates = all.toList();
        long answers =
                candidates.stream().mapToLong(each -> sites(each, books).size()).sum();
        if (answers > MAX_ANSWERS) {
            return Answer.refused(
                    Refusal.MALFORMED,
                    "these are " + answers + " combinations of stage and site, more than " + MAX_ANSWERS
                            + ": name a site, a workflow or a stage");
        }
        return Answer.given(candidates.stream()
                .flatMap(each -> sites(each, books).stream().map(at -> explain(each, at, books)))
                .toList());
    }

    private List<SiteName> sites(Candidates candidates, Books books) {
        return site.or(candidates::site)
                .map(List::of)
                .orElseGet(() -> books.geography.inventory().sites().stream()
                        .map(Inventory.Site::name)
                        .toList());
    }

    private static WhyNot explain(Candidates candidates, SiteName at, Books books) {
        StageBook stage = candidates.stage();
        Geography geography = books.geography;
        Inventory.Quota quota = geography.quota(stage.workflow.order.quotaName());
        Steps steps = new Steps(candidates.all());
        candidates
                .job()
                .ifPresent(job ->
                        steps.holds(MatchingRule.JOB_LIVE, !job.state.terminal(), job.jobsubId + " is " + job.state));
        steps.left(MatchingRule.WAITING, candidates.waiting(), candidates.states());
        steps.holds(
                MatchingRule.WORKFLOW_OPEN,
                stage.workflow.status == Status.OPEN,
                stage.workflow.order.workflow() + " is "
                        + stage.workflow.status.name().toLowerCase(java.util.Locale.ROOT));
        steps.holds(
                MatchingRule.QUOTA_ENABLED,
                quota.enabled(),
                "quota " + stage.workflow.order.quotaName() + " is " + (quota.enabled() ? "on" : "off"));
        steps.holds(MatchingRule.SITE_ENABLED, geography.enabled(at), site(at, geography));
        steps.holds(
                MatchingRule.SITE_LISTED,
                stage.lists(at),
                stage.sites.isEmpty() ? "any site will do" : stage.sites.size() + " sites are listed");
        steps.left(MatchingRule.SITE_LIMITS, offered(candidates, at, geography), limits(candidates, at, geography));
        steps.holds(
                MatchingRule.SITE_NOT_QUARANTINED,
                !stage.inQuarantine(at),
                quarantine(stage, new Partition(Partition.Kind.SITE, at.value())));
        candidates
                .job()
                .flatMap(job -> job.slot)
                .ifPresent(slot -> steps.holds(
                        MatchingRule.NODE_NOT_QUARANTINED,
                        !stage.nodeInQuarantine(slot.hostname()),
                        quarantine(stage, new Partition(Partition.Kind.NODE, slot.hostname()))));
        steps.holds(
                MatchingRule.STAGE_CAP,
                candidates.started() || !stage.full(),
                stage.liveJobs() + " of at most " + stage.settings().maxRunningJobs() + " run");
        steps.holds(
                MatchingRule.QUOTA_CAP,
                candidates.started() || !books.quotaFull(stage.workflow.order.quotaName()),
                books.live(stage.workflow.order.quotaName()) + " of at most " + quota.maxRunningJobs() + " run");
        replicas(steps, candidates, at, books);
        return WhyNot.of(stage.ref, at, steps.list());
    }

    private static void replicas(Steps steps, Candidates candidates, SiteName at, Books books) {
        StageBook stage = candidates.stage();
        IntPredicate permitted =
                rse -> rse == books.counters || stage.inputRses.isEmpty() || stage.inputRses.contains(rse);
        IntPredicate released =
                rse -> permitted.test(rse) && !stage.rsesInQuarantine().contains(rse);
        IntPredicate readable = rse -> released.test(rse) && books.geography.readable(rse);
        steps.left(
                MatchingRule.INPUT_RSES,
                candidates.where(members -> Arrays.stream(members).anyMatch(permitted)),
                stage.inputRses.isEmpty() ? "any RSE will do" : stage.inputRses.size() + " RSEs are listed");
        steps.left(
                MatchingRule.RSE_NOT_QUARANTINED,
                candidates.where(members -> Arrays.stream(members).anyMatch(released)),
                stage.rsesInQuarantine().isEmpty()
                        ? "no RSE is in quarantine"
                        : stage.rsesInQuarantine().stream()
                                .map(rse -> quarantine(stage, new Partition(Partition.Kind.RSE, books.rses.name(rse))))
                                .collect(Collectors.joining("; ")));
        steps.left(
                MatchingRule.RSE_READABLE,
                candidates.where(members -> Arrays.stream(members).anyMatch(readable)),
                unreadable(books));
        candidates
                .job()
                .flatMap(job -> job.slot)
                .ifPresent(slot -> steps.left(
                        MatchingRule.MEMORY,
                        candidates.fitting(slot.rssBytes()),
                        "the slot has " + slot.rssBytes() + " bytes; files that ran out of memory want "
                                + stage.order.rssBytes() * WaitingByMemory.STEP));
        steps.left(
                MatchingRule.DISTANCE,
                candidates.where(books.reach(stage, books.sites.of(at.value()))::any),
                "at most " + stage.order.maxDistance() + " from " + at);
    }

    private static String quarantine(StageBook stage, Partition partition) {
        return stage.settings().quarantines().stream()
                .filter(quarantine -> quarantine.partition().equals(partition))
                .findFirst()
                .map(quarantine -> partition + " is in quarantine since " + quarantine.since() + ", by "
                        + quarantine.by() + ": " + quarantine.reason())
                .orElse(partition + " is not in quarantine");
    }

    /** Files that an entry of the site has the processors, the memory and the time for. A job that runs has its slot. */
    private static long offered(Candidates candidates, SiteName at, Geography geography) {
        return geography
                .site(at)
                .filter(site -> !candidates.started())
                .map(site -> candidates.stage().needs.memoryAt(site))
                .map(memory -> memory.isPresent() ? candidates.fitting(memory.getAsLong()) : 0)
                .orElseGet(candidates::waiting);
    }

    private static String limits(Candidates candidates, SiteName at, Geography geography) {
        Needs needs = candidates.needs();
        return geography
                .site(at)
                .filter(site -> !candidates.started() && !needs.metAt(site))
                .map(site -> site.offered().stream()
                        .map(needs::beyond)
                        .distinct()
                        .collect(Collectors.joining("; or ", "no entry of " + at + " offers ", "")))
                .orElse("the job's processors, memory and wall time are within them");
    }

    private static String site(SiteName at, Geography geography) {
        return at
                + geography
                        .site(at)
                        .map(known -> known.enabled() ? " is switched on" : " is switched off")
                        .orElse(" is not in the inventory");
    }

    private static String unreadable(Books books) {
        String names = books.geography.inventory().storages().stream()
                .filter(storage -> !storage.readable())
                .map(storage -> storage.rse().value())
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "every RSE can be read" : "not readable now: " + names;
    }

    /** What is left after each rule. A rule about the whole stage leaves all or nothing. */
    private static final class Steps {
        private final List<WhyNot.Step> list = new ArrayList<>();
        private long left;

        Steps(long all) {
            this.left = all;
        }

        void holds(MatchingRule rule, boolean holds, String reason) {
            left(rule, holds ? left : 0, reason);
        }

        /** Never more than before: a rule that is looked at alone may leave what an earlier one took. */
        void left(MatchingRule rule, long after, String reason) {
            long kept = Math.min(left, after);
            list.add(new WhyNot.Step(rule, rule.text(), left, kept, reason, rule.changedBy()));
            left = kept;
        }

        List<WhyNot.Step> list() {
            return list;
        }
    }
}
