package org.muster.webapp.plans;

import java.util.List;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.ProductionRequest.Output;
import org.muster.webapp.requests.ProductionRequest.Step;
import org.muster.webapp.requests.ProductionRequest.Storage;

/**
 * What one row of the plan is expected to come to. A job writes each of its outputs once, whatever the number of its input
 * files; the next step's inputs are the outputs for it.
 *
 * @param wallSeconds wall time of all jobs if each used all it may
 */
record Estimate(long jobs, long files, long bytes, long tapeBytes, double wallSeconds) {

    static Estimate of(ProductionRequest request, PlanRow row) {
        long jobs = 0;
        long files = 0;
        long bytes = 0;
        long tape = 0;
        double wall = 0;
        long inputs = row.inputs();
        for (Step step : request.workflow()) {
            long jobsOfStep = ceil(inputs, step.filesPerJob());
            jobs += jobsOfStep;
            wall += (double) jobsOfStep * step.wallSeconds();
            inputs = 0;
            for (Output output : step.outputs()) {
                files += jobsOfStep;
                bytes += jobsOfStep * output.fileSizeBytes();
                tape += output.storage() == Storage.DISK_AND_TAPE ? jobsOfStep * output.fileSizeBytes() : 0;
                inputs += output.dataset().isEmpty() ? jobsOfStep : 0;
            }
        }
        return new Estimate(jobs, files, bytes, tape, wall);
    }

    /** Latest time to finish with so many jobs at once: stage after stage, every job as long as it may be. */
    static long latestSeconds(ProductionRequest request, List<PlanRow> rows, int runningJobs) {
        long seconds = 0;
        for (PlanRow row : rows) {
            long inputs = row.inputs();
            for (Step step : request.workflow()) {
                long jobs = ceil(inputs, step.filesPerJob());
                seconds += ceil(jobs, runningJobs) * step.wallSeconds();
                inputs = jobs
                        * step.outputs().stream()
                                .filter(output -> output.dataset().isEmpty())
                                .count();
            }
        }
        return seconds;
    }

    private static long ceil(long files, int each) {
        return (files + each - 1) / each;
    }
}
