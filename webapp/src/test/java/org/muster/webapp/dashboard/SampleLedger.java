package org.muster.webapp.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.data.Did;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocationRow;
import org.muster.protocol.control.FileDetail;
import org.muster.protocol.control.FileRow;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.JobDetail;
import org.muster.protocol.control.JobRow;
import org.muster.protocol.control.MatchingRule;
import org.muster.protocol.control.OutputRow;
import org.muster.protocol.control.WhyNot;

/** Files, jobs, outputs and events of one stage. */
final class SampleLedger {
    static final JobsubId JOB = new JobsubId("34214021.0@justin-prod-sched02.dune.hep.ac.uk");

    private static final Instant TIME = Instant.parse("2024-06-07T09:55:10Z");
    private static final SiteName SITE = new SiteName("UK_RAL-Tier1");
    private static final RseName RSE = new RseName("RAL_ECHO");
    private static final Did OUTPUT = new Did("usertests", "prodgenie_nu_dune10kt_1x2x6_w2251s1_000001_reco.root");

    private final StageRef stage;

    SampleLedger(StageRef stage) {
        this.stage = stage;
    }

    FileDetail file() {
        return new FileDetail(
                files().get(0),
                List.of(new FoundReplica(
                        RSE,
                        "root://xrootd.echo.stfc.ac.uk:1094/dune:/a/b/monte-carlo-002251-000001",
                        Optional.empty())),
                List.of(
                        allocation("stalled", Optional.of(TIME.plusSeconds(3_600))),
                        allocation("processed", Optional.of(TIME.plusSeconds(7_200)))));
    }

    List<JobRow> jobs() {
        return List.of(
                job(JOB.value(), JobState.FINISHED, Optional.of(0), 1_847, 1_441),
                job("34214021.1@justin-prod-sched02.dune.hep.ac.uk", JobState.JOBSCRIPT_ERROR, Optional.of(65), 12, 3),
                job("34214021.2@justin-prod-sched02.dune.hep.ac.uk", JobState.PROCESSING, Optional.empty(), 0, 0));
    }

    List<OutputRow> outputs() {
        return List.of(new OutputRow(
                1,
                stage,
                OUTPUT,
                OutputFileState.OUTPUT,
                669_419_480L,
                Optional.of("0a1b2c3d"),
                Optional.of(RSE),
                Optional.of("davs://webdav.echo.stfc.ac.uk:1094/dune/usertests/3f/a1/" + OUTPUT.name()),
                1,
                true,
                JOB,
                TIME.plusSeconds(1_900)));
    }

    JobDetail job(JobRow row) {
        return new JobDetail(
                row,
                Optional.of("lcg2213.gridpp.rl.ac.uk"),
                Optional.empty(),
                Optional.of("Begin processing the 1st record.\n%MSG-w: <b>not bold</b> " + SampleWorkflows.TRAP
                        + "\nArt has completed and will exit with status 0.\n"),
                Optional.empty(),
                List.of(allocation("processed", Optional.of(TIME.plusSeconds(1_950)))),
                outputs());
    }

    List<FileRow> files() {
        List<FileRow> files = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            boolean done = i % 3 != 0;
            files.add(new FileRow(
                    i,
                    stage,
                    new Did("monte-carlo", "monte-carlo-002251-%06d".formatted(i)),
                    done ? InputFileState.PROCESSED : InputFileState.UNALLOCATED,
                    done ? 1 : 0,
                    6,
                    done ? Optional.of(TIME) : Optional.empty(),
                    done ? Optional.of(RseName.MONTECARLO) : Optional.empty(),
                    done ? Optional.of(SITE) : Optional.empty(),
                    done ? Optional.of(JOB) : Optional.empty(),
                    0,
                    done ? Optional.of(TIME.plusSeconds(1_950)) : Optional.empty()));
        }
        return List.copyOf(files);
    }

    private static AllocationRow allocation(String end, Optional<Instant> ended) {
        return new AllocationRow(
                JOB,
                new Did("monte-carlo", "monte-carlo-002251-000001"),
                RseName.MONTECARLO,
                SITE,
                TIME,
                ended,
                Optional.of(end));
    }

    private JobRow job(String id, JobState state, Optional<Integer> exit, double real, double cpu) {
        return new JobRow(
                new JobsubId(id),
                stage,
                state,
                Optional.of(SITE),
                Optional.of("DUNE_UK_RAL_arc-ce01"),
                TIME.minusSeconds(600),
                Optional.of(TIME),
                Optional.of(TIME.plusSeconds(1_800)),
                state.terminal() ? Optional.of(TIME.plusSeconds(1_950)) : Optional.empty(),
                exit,
                Optional.empty(),
                1,
                real,
                cpu,
                2_345_678_901L);
    }

    /** Two sites: one that gets files, one that is too far away. */
    List<WhyNot> whyNot() {
        WhyNot.Step waiting = step(MatchingRule.WAITING, 100, 40, "40 unallocated, 60 processed");
        return List.of(
                WhyNot.of(
                        stage,
                        new SiteName("UK_North"),
                        List.of(waiting, step(MatchingRule.DISTANCE, 40, 40, "at most 30 from UK_North"))),
                WhyNot.of(
                        stage,
                        new SiteName("FR_West"),
                        List.of(waiting, step(MatchingRule.DISTANCE, 40, 0, "at most 30 from FR_West"))));
    }

    private static WhyNot.Step step(MatchingRule rule, long before, long after, String reason) {
        return new WhyNot.Step(rule, rule.text(), before, after, reason, rule.changedBy());
    }
}
