package org.muster.webapp.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.WorkflowRow;

/** Workflow w2251 of the tutorial, a paused one and a running one. */
final class SampleWorkflows {
    static final String TRAP = "<script>alert('trap')</script>";

    static final List<WorkflowRow> ROWS = List.of(
            row(
                    2251,
                    WorkflowPurpose.TEST,
                    "Test of the FD-HD simulation",
                    WorkflowState.FINISHED,
                    "",
                    Optional.of(Instant.parse("2024-06-07T11:03:27Z")),
                    500,
                    500),
            row(
                    2252,
                    WorkflowPurpose.PILOT,
                    "Pilot of far-detector simulation " + TRAP,
                    WorkflowState.PAUSED,
                    "11 of 13 jobs of the last hour ended in jobscript_error, most at UK_RAL-Tier1 with exit code 65",
                    Optional.empty(),
                    2,
                    13),
            row(
                    2253,
                    WorkflowPurpose.VALIDATION,
                    "Validation sample, neutrino mode",
                    WorkflowState.RUNNING,
                    "",
                    Optional.empty(),
                    2_123,
                    6_000));

    /** Of the weekly table in the procedure. */
    private static final List<WorkflowRow> WEEKLY = List.of(
            row(
                    12_345,
                    WorkflowPurpose.PRODUCTION,
                    "Weekly 1",
                    WorkflowState.FINISHED,
                    "",
                    Optional.empty(),
                    9_800,
                    10_000),
            row(23_456, WorkflowPurpose.PRODUCTION, "Weekly 2", WorkflowState.RUNNING, "", Optional.empty(), 0, 2_513));

    static final List<StageOrder> STAGES =
            List.of(stage(1, OutputPattern.Destination.NEXT_STAGE), stage(2, OutputPattern.Destination.DATASET));

    private SampleWorkflows() {}

    static Optional<WorkflowRow> find(WorkflowId workflow) {
        return Stream.concat(ROWS.stream(), WEEKLY.stream())
                .filter(row -> row.workflow().equals(workflow))
                .findFirst();
    }

    static WorkflowProgress progress(WorkflowId workflow) {
        boolean finished = workflow.number() == 2251;
        return new WorkflowProgress(
                workflow,
                finished ? WorkflowProgress.Status.CLOSED : WorkflowProgress.Status.OPEN,
                true,
                finished,
                finished ? 0 : 17,
                finished ? 500 : 2_100,
                List.of(progress(new StageRef(workflow, 1), finished), progress(new StageRef(workflow, 2), finished)));
    }

    private static StageProgress progress(StageRef stage, boolean finished) {
        if (finished) {
            return new StageProgress(
                    stage,
                    Map.of(InputFileState.PROCESSED, 500L),
                    Map.of(JobState.FINISHED, 500L, JobState.NOTUSED, 12L),
                    Map.of(OutputFileState.OUTPUT, 500L));
        }
        return new StageProgress(
                stage,
                Map.of(
                        InputFileState.UNALLOCATED, 3_700L,
                        InputFileState.ALLOCATED, 150L,
                        InputFileState.OUTPUTTING, 20L,
                        InputFileState.PROCESSED, 2_123L,
                        InputFileState.FAILED, 7L),
                Map.of(
                        JobState.SUBMITTED, 25L,
                        JobState.PROCESSING, 150L,
                        JobState.OUTPUTTING, 20L,
                        JobState.FINISHED, 2_123L,
                        JobState.JOBSCRIPT_ERROR, 11L),
                Map.of(OutputFileState.RECORDED, 20L, OutputFileState.OUTPUT, 2_123L));
    }

    private static WorkflowRow row(
            int number,
            WorkflowPurpose purpose,
            String description,
            WorkflowState state,
            String message,
            Optional<Instant> finished,
            long processed,
            long total) {
        return new WorkflowRow(
                new WorkflowId(number),
                Optional.of(new CampaignId(12)),
                purpose,
                description,
                "rita",
                purpose == WorkflowPurpose.TEST ? "usertests" : "fardet-hd",
                state,
                message,
                "monte-carlo " + total,
                Instant.parse("2024-06-07T09:48:36Z"),
                Optional.of(Instant.parse("2024-06-07T09:49:00Z")),
                Optional.of(Instant.parse("2024-06-07T09:52:18Z")),
                finished,
                processed,
                total);
    }

    private static StageOrder stage(int number, OutputPattern.Destination destination) {
        return new StageOrder(
                number,
                "#!/bin/bash\n# " + TRAP + "\nset -e\nlar -n \"$EVENTS_PER_JOB\" -c prodgenie_nu_dune10kt_1x2x6.fcl\n",
                "/cvmfs/singularity.opensciencegrid.org/fermilab/fnal-wn-sl7:latest",
                1,
                3_999_000_000L,
                86_400,
                new Distance(30),
                50,
                1,
                6,
                2_000,
                List.of(new SiteName("UK_RAL-Tier1"), new SiteName("US_FNAL-FermiGrid")),
                List.of(),
                List.of(new RseName("DUNE_US_FNAL_DISK_STAGE")),
                List.of(new OutputPattern(
                        1,
                        "*_reco.root",
                        destination,
                        destination == OutputPattern.Destination.DATASET ? "prodgenie_nu_fd_hd_reco" : "",
                        "",
                        7_776_000)),
                Map.of("DETPROD", "HD", "HCPROD", "FHC", "EVENTS_PER_JOB", "10"),
                Optional.of(new GpuNeed(1, 8_000_000_000L, "7.5")),
                "/dune/gpu");
    }
}
