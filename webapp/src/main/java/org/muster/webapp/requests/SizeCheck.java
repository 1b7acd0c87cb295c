package org.muster.webapp.requests;

import java.util.List;
import org.muster.domain.campaign.RequestLimits;
import org.muster.webapp.requests.ProductionRequest.Output;
import org.muster.webapp.requests.ProductionRequest.Sample;
import org.muster.webapp.requests.ProductionRequest.Step;

/** Whether what a request comes to stays within what can be counted: its numbers are each within their limits, their products may not be. */
final class SizeCheck {
    private final Section top;
    private final List<Step> steps;
    private final int maxCounters;

    /** Of all workflows so far; as doubles, which cannot overflow. */
    private double jobs;

    private double bytes;

    SizeCheck(Section top, List<Step> steps, int maxCounters) {
        this.top = top;
        this.steps = steps;
        this.maxCounters = maxCounters;
    }

    void check(List<Sample> samples, List<Sample> validation) {
        add(validation, "validation_sample.samples");
        add(samples, "samples");
        if (jobs > RequestLimits.JOBS.most()) {
            top.problem(
                    "workflow",
                    "comes to more than " + RequestLimits.JOBS.most() + " jobs",
                    "raise events_per_job or files_per_job, or give the next step fewer files");
        }
        if (bytes > RequestLimits.STORAGE_BYTES.most()) {
            top.problem("workflow", "writes more than all the storage there is", "mend file_size_bytes");
        }
    }

    /** One workflow for each sample must stay within the quota of input files. */
    private void add(List<Sample> samples, String field) {
        int eventsPerJob = steps.get(0).eventsPerJob();
        for (int i = 0; i < samples.size(); i++) {
            long counters = (samples.get(i).events() - 1) / eventsPerJob + 1;
            if (counters > maxCounters) {
                top.problem(
                        field + "[" + i + "]",
                        "would make a workflow of " + counters + " files; the quota is " + maxCounters,
                        "raise events_per_job, or split the sample");
            } else {
                add((double) counters);
            }
        }
    }

    private void add(double inputs) {
        double waiting = inputs;
        for (Step step : steps) {
            double jobsOfStep = Math.ceil(waiting / step.filesPerJob());
            jobs += jobsOfStep;
            waiting = 0;
            for (Output output : step.outputs()) {
                bytes += jobsOfStep * output.fileSizeBytes();
                waiting += output.dataset().isEmpty() ? jobsOfStep : 0;
            }
        }
    }
}
