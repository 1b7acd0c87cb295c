package org.muster.benchmarks.whole;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.benchmarks.figures.GoalTable;
import org.muster.benchmarks.load.LateSlots;
import org.muster.benchmarks.load.LoadTally;
import org.muster.benchmarks.load.PilotLoad;
import org.muster.benchmarks.processes.Machine;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.WaitingOutputs;
import org.muster.protocol.control.WorkflowProgress;

/** One run from the first submission to the audit, phase by phase on one platform. */
final class WholeBench {
    private static final int PILOTS = 24;
    private static final Duration PILOTS_LIMIT = Duration.ofMinutes(40);
    private static final Duration DRAIN_LIMIT = Duration.ofMinutes(30);

    private final WholePlatform platform;
    private final WholeSize size;
    private final GoalTable figures;
    private final AllocatorClient control;
    private final LedgerSpace space;
    private final List<String> findings = new ArrayList<>();
    private long jobs;
    private long files;

    WholeBench(WholePlatform platform, WholeSize size, GoalTable figures) {
        this.platform = platform;
        this.size = size;
        this.figures = figures;
        this.control = platform.control();
        this.space = new LedgerSpace(platform);
    }

    /** What an audit has to say at the end: nothing, if all is well. */
    List<String> run() throws SQLException {
        phase("people submit and approve " + size.allWorkflows() + " workflows");
        submissions();
        CampaignId campaign = new CampaignHistory(platform).make(size.allWorkflows());
        phase("pilots run " + size.jobs() + " jobs of one file");
        LateSlots.Example job = small();
        phase("pilots run " + size.largeJobs() + " jobs of " + WholeSize.FILES_OF_LARGE_JOB + " files");
        large();
        phase("the registrar has what is left to itself");
        registrar();
        phase(size.people() + " people look");
        pages(new Visit.Sights(campaign, firstWorkflow(), job));
        phase("nobody does anything for " + size.quiet());
        quiet();
        phase("the rest");
        figures.add(WholeGoals.COMMAND, new CommandTimes(platform).median(), "of 5 workflow list --limit 20");
        rows();
        findings.addAll(new WholeAudit(platform).findings(jobs, files));
        return List.copyOf(findings);
    }

    private static void phase(String what) {
        System.err.println(Clock.systemUTC().instant() + " load " + Machine.load() + ": " + what);
    }

    private void submissions() throws SQLException {
        Submissions people = new Submissions(platform);
        long bytes = space.bytes();
        ProcessorUse before = ProcessorUse.of(platform);
        people.submit(size.workflows(), size.filesEach());
        ProcessorUse after = ProcessorUse.of(platform);
        figures.add("workflows of " + size.filesEach() + " files until all run", after.secondsSince(before), "s");
        cpu(after.since(before), size.workflows(), "CPU of such a workflow");
        figures.add(
                WholeGoals.COUNTER_BYTES,
                (double) (space.bytes() - bytes) / size.files(),
                "allocator's tables and indexes, " + size.files() + " counters");
        if (size.smallWorkflows() > 0) {
            ProcessorUse begin = ProcessorUse.of(platform);
            people.submit(size.smallWorkflows(), WholeSize.FILES_OF_SMALL);
            ProcessorUse end = ProcessorUse.of(platform);
            figures.add(
                    "workflows of 10 files until all run",
                    end.secondsSince(begin),
                    "s",
                    size.smallWorkflows() + " of them");
            cpu(end.since(begin), size.smallWorkflows(), "CPU of such a small workflow");
        }
        figures.add("submission, p50", people.submitted().percentileMillis(50), "ms", "3 at once");
        figures.add("submission, longest", people.submitted().percentileMillis(100), "ms");
        if (people.approved().count() > 0) {
            figures.add(
                    "approval, p50",
                    people.approved().percentileMillis(50),
                    "ms",
                    people.approved().count() + " of them");
        }
    }

    private void cpu(Map<String, Double> parts, double of, String what) {
        parts.forEach((part, millis) -> figures.add(what + ", " + part, millis / of, "ms"));
    }

    private LateSlots.Example small() throws SQLException {
        long bytes = space.bytes();
        LateSlots slots = slots("small", size.jobs(), 1);
        ProcessorUse before = ProcessorUse.of(platform);
        long stolen = Machine.stolenMillis();
        LoadTally tally = pilots(slots);
        Map<String, Double> parts = ProcessorUse.of(platform).since(before);
        double lived = tally.of(PilotLoad.JOBS);
        figures.add("whole jobs of one file", tally.perSecond(PilotLoad.JOBS), "jobs/s", PILOTS + " pilots");
        figures.add(
                WholeGoals.JOB_CPU,
                parts.values().stream().mapToDouble(Double::doubleValue).sum() / lived);
        parts.forEach((part, millis) -> figures.add("- of it " + part, millis / lived, "ms"));
        figures.add("- taken by other guests", (Machine.stolenMillis() - stolen) / lived, "ms");
        figures.add("a pilot's call, p50", tally.percentileMillis(50), "ms");
        figures.add("a pilot's call, p99", tally.percentileMillis(99), "ms");
        figures.add("outputs not registered when pilots stop", waiting(), "outputs");
        figures.add("a job with its output in the database", (space.bytes() - bytes) / lived, "B");
        return slots.example().orElseThrow(() -> new IllegalStateException("no job was bound: " + tally));
    }

    private void large() {
        if (size.largeJobs() == 0) {
            return;
        }
        ProcessorUse before = ProcessorUse.of(platform);
        LoadTally tally = pilots(slots("large", size.largeJobs(), WholeSize.FILES_OF_LARGE_JOB));
        Map<String, Double> parts = ProcessorUse.of(platform).since(before);
        double given = tally.of(PilotLoad.FILES);
        figures.add("files of ten-file jobs", tally.perSecond(PilotLoad.FILES), "files/s");
        figures.add(
                "CPU of a file of them, all processes",
                parts.values().stream().mapToDouble(Double::doubleValue).sum() / given,
                "ms");
    }

    private LateSlots slots(String name, int count, int filesEach) {
        return new LateSlots(name, Submissions.GROUP, count, filesEach, platform.pilotsToken(), Clock.systemUTC());
    }

    private LoadTally pilots(LateSlots slots) {
        LoadTally tally =
                new PilotLoad(platform.allocatorPort(), PILOTS, PILOTS_LIMIT, Long.MAX_VALUE).boundLives(slots);
        jobs += tally.of(PilotLoad.JOBS);
        files += tally.of(PilotLoad.FILES);
        tally.except(Set.of(PilotLoad.JOBS, PilotLoad.FILES))
                .forEach((what, times) -> findings.add(times + " answers to pilots: " + what));
        return tally;
    }

    private long waiting() {
        return control.waitingOutputs().stream()
                .mapToLong(WaitingOutputs::outputs)
                .sum();
    }

    private void registrar() {
        long waiting = waiting();
        ProcessorUse before = ProcessorUse.of(platform);
        double seconds = Patient.await("all outputs to be registered", DRAIN_LIMIT, () -> waiting() == 0);
        Map<String, Double> parts = ProcessorUse.of(platform).since(before);
        if (waiting == 0) {
            return; // it has kept up, and nobody knows how much more it could
        }
        figures.add(WholeGoals.REGISTRAR, waiting / seconds, waiting + " outputs that waited when pilots stopped");
        cpu(parts, waiting, "CPU of an output");
    }

    /** The one with the most of what pages have to look through. */
    private WorkflowId firstWorkflow() {
        return control.progress().stream()
                .map(WorkflowProgress::workflow)
                .min(WorkflowId::compareTo)
                .orElseThrow(() -> new IllegalStateException("no workflow runs"));
    }

    private void pages(Visit.Sights sights) {
        List<Visit> visits = Visit.all(sights);
        Visitors visitors = new Visitors(platform, size.people());
        visitors.alone(visits)
                .forEach((visit, seen) -> figures.add(
                        visit.what() + ", one person, p50", seen.latencies().percentileMillis(50), "ms"));
        ProcessorUse before = ProcessorUse.of(platform);
        Map<Visit, Visitors.Seen> all = visitors.together(visits, size.looking());
        ProcessorUse after = ProcessorUse.of(platform);
        all.forEach((visit, seen) -> tell(visit, seen));
        after.since(before)
                .forEach((part, millis) -> figures.add(
                        "while they look, " + part, millis / (10 * after.secondsSince(before)), "% of a core"));
        Visit table = Visit.wholeTable();
        Visitors.Seen whole = visitors.once(table);
        figures.add(
                table.what(), whole.latencies().percentileMillis(50), "ms", whole.bytes() + " bytes, one person, once");
        visitors.errors().forEach((what, times) -> findings.add(times + " answers to people: " + what));
    }

    private void tell(Visit visit, Visitors.Seen seen) {
        if (seen.latencies().count() == 0) {
            return; // too short a time for so many pages
        }
        double p50 = seen.latencies().percentileMillis(50);
        String remark = "p95 " + Math.round(seen.latencies().percentileMillis(95)) + ", longest "
                + Math.round(seen.latencies().percentileMillis(100)) + " ms, "
                + seen.latencies().count() + " looks, "
                + seen.bytes() + " bytes";
        visit.goal()
                .ifPresentOrElse(
                        goal -> figures.add(goal, p50, remark),
                        () -> figures.add(visit.what() + ", p50", p50, "ms", remark));
    }

    private void quiet() {
        ProcessorUse before = ProcessorUse.of(platform);
        Patient.sleep(size.quiet());
        ProcessorUse after = ProcessorUse.of(platform);
        double seconds = after.secondsSince(before);
        after.since(before).forEach((part, millis) -> {
            double percent = millis / (10 * seconds);
            if (part.equals(ProcessorUse.POSTGRES_FOR + "allocator")) {
                figures.add(WholeGoals.QUIET_POSTGRES, percent);
            } else {
                figures.add("nobody looking, " + part, percent, "% of a core");
            }
        });
    }

    private void rows() throws SQLException {
        long events = space.eventRows();
        figures.add("rows of events", events, "rows");
        figures.add("a row of an event", (double) space.eventBytes() / Math.max(1, events), "B");
        figures.add("jobs", jobs, "jobs");
        figures.add("files processed", files, "files");
        figures.add("files", size.allFiles(), "files");
    }
}
