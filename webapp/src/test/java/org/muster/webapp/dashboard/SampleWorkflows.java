package org.muster.webapp.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.WorkflowSubmission;

/** Workflows as requesters submit them, one of whom would like to be run in other people's browsers. */
final class SampleWorkflows {
    static final String TRAP = "<script>alert('trap')</script>";

    private SampleWorkflows() {}

    static WorkflowSubmission submission(String description, int files) {
        return new WorkflowSubmission(
                description,
                "usertests",
                "monte-carlo " + files,
                List.of(stage(1, OutputPattern.Destination.NEXT_STAGE), stage(2, OutputPattern.Destination.DATASET)));
    }

    static WorkflowProgress finished(WorkflowId workflow, long files) {
        return new WorkflowProgress(
                workflow,
                LedgerStatus.CLOSED,
                true,
                true,
                0,
                files,
                List.of(new StageProgress(
                        new StageRef(workflow, 1),
                        Map.of(InputFileState.PROCESSED, files),
                        Map.of(JobState.FINISHED, files, JobState.NOTUSED, 12L),
                        Map.of(OutputFileState.OUTPUT, files),
                        0,
                        0)));
    }

    /** The procedure's worked row: 10 000 jobs, 9 800 ended with 0. */
    static WorkflowProgress running(WorkflowId workflow) {
        return new WorkflowProgress(
                workflow,
                LedgerStatus.OPEN,
                true,
                false,
                17,
                98_000,
                List.of(new StageProgress(
                        new StageRef(workflow, 1),
                        Map.of(InputFileState.UNALLOCATED, 3_700L, InputFileState.PROCESSED, 9_800L),
                        Map.of(JobState.FINISHED, 9_800L, JobState.JOBSCRIPT_ERROR, 200L, JobState.SUBMITTED, 25L),
                        Map.of(OutputFileState.RECORDED, 20L, OutputFileState.OUTPUT, 9_800L),
                        0,
                        0)));
    }

    private static StageOrder stage(int number, OutputPattern.Destination destination) {
        return new StageOrder(
                number,
                "#!/bin/bash\n# " + TRAP + "\nset -e\nlar -n \"$EVENTS_PER_JOB\" -c prodgenie_nu_dune10kt_1x2x6.fcl\n",
                Optional.empty(),
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
                List.of(),
                List.of(new OutputPattern(
                        1,
                        "*_reco.root",
                        destination,
                        Optional.of("prodgenie_nu_fd_hd_reco")
                                .filter(name -> destination == OutputPattern.Destination.DATASET),
                        Optional.empty(),
                        Optional.of(7_776_000L))),
                Map.of("DETPROD", "HD", "HCPROD", "FHC", "EVENTS_PER_JOB", "10"));
    }
}
