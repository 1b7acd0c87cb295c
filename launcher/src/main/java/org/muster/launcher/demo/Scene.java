package org.muster.launcher.demo;

import java.time.Duration;
import java.util.List;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.protocol.control.StageProgress;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.CampaignRow;
import org.muster.protocol.platform.WorkflowDetail;

/**
 * The campaign at one moment.
 *
 * @param filesPerSecond processed lately
 */
record Scene(Duration elapsed, CampaignRow campaign, List<WorkflowDetail> workflows, double filesPerSecond) {
    Scene {
        workflows = List.copyOf(workflows);
    }

    static long processed(WorkflowDetail workflow) {
        return stages(workflow).stream()
                .mapToLong(stage -> stage.files(InputFileState.PROCESSED))
                .sum();
    }

    static long files(WorkflowDetail workflow) {
        return stages(workflow).stream().mapToLong(StageProgress::allFiles).sum();
    }

    static long failed(WorkflowDetail workflow) {
        return stages(workflow).stream()
                .mapToLong(stage -> stage.files(InputFileState.FAILED) + stage.files(InputFileState.NOTFOUND))
                .sum();
    }

    static long running(WorkflowDetail workflow) {
        return stages(workflow).stream()
                .mapToLong(stage -> stage.jobs(JobState.STARTED)
                        + stage.jobs(JobState.PROCESSING)
                        + stage.jobs(JobState.OUTPUTTING))
                .sum();
    }

    static long jobs(WorkflowDetail workflow, JobState state) {
        return stages(workflow).stream().mapToLong(stage -> stage.jobs(state)).sum();
    }

    long processed() {
        return workflows.stream().mapToLong(Scene::processed).sum();
    }

    long files() {
        return workflows.stream().mapToLong(Scene::files).sum();
    }

    long running() {
        return workflows.stream().mapToLong(Scene::running).sum();
    }

    long finishedJobs() {
        return workflows.stream()
                .mapToLong(workflow -> jobs(workflow, JobState.FINISHED))
                .sum();
    }

    private static List<StageProgress> stages(WorkflowDetail workflow) {
        return workflow.progress().map(WorkflowProgress::stages).orElse(List.of());
    }
}
