package org.muster.webapp.requests;

import java.util.List;
import org.muster.domain.campaign.RequestLimits;
import org.muster.webapp.requests.ProductionRequest.Output;
import org.muster.webapp.requests.ProductionRequest.Sample;
import org.muster.webapp.requests.ProductionRequest.Step;
import org.muster.webapp.requests.ProductionRequest.ValidationPart;

/** Whether what a request comes to stays within what can be counted: its numbers are each within their limits, their products may not be. */
final class SizeCheck {
    private final Section top;
    private final List<Step> steps;
    private final int maxCounters;

    /** Of all workflows so far; as doubles, which cannot overflow. */
    private double jobs;

    private double bytes;
    private double slices;

    SizeCheck(Section top, List<Step> steps, int maxCounters) {
        this.top = top;
        this.steps = steps;
        this.maxCounters = maxCounters;
    }

    /** Of samples that are files, nothing can be told before they are frozen. */
    void check(List<Sample> samples, List<ValidationPart> validation) {
        for (int i = 0; i < validation.size(); i++) {
            ValidationPart part = validation.get(i);
            boolean stored = samples.stream()
                    .anyMatch(sample ->
                            sample.name().equals(part.sample()) && sample.source() instanceof SampleSource.Stored);
            double counters = (double) (stored ? part.amount() : counters(part.amount()));
            if (fits("validation_sample.samples[" + i + "]", counters)) {
                add(counters);
            }
        }
        for (int i = 0; i < samples.size(); i++) {
            if (samples.get(i).source() instanceof SampleSource.Generated generated) {
                sample("samples[" + i + "]", generated);
            }
        }
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

    private long counters(long events) {
        return (events - 1) / steps.get(0).eventsPerJob().orElseThrow() + 1;
    }

    private void sample(String field, SampleSource.Generated sample) {
        long counters = counters(sample.events());
        if (!fits(field, (double) sample.cut().largest(counters))) {
            return;
        }
        slices += (double) sample.cut().slices(counters);
        if (slices > RequestLimits.ROWS.most()) {
            top.problem(
                    field,
                    "would bring the plan to " + (long) slices + " workflows; the limit is "
                            + RequestLimits.ROWS.most(),
                    "raise events_per_job, or cut it into fewer slices");
        }
        add((double) counters);
    }

    /** The workflow of each slice must stay within the quota of input files. */
    private boolean fits(String field, double counters) {
        if (counters > maxCounters) {
            top.problem(
                    field,
                    "would make a workflow of " + (long) counters + " files; the quota is " + maxCounters,
                    "raise events_per_job, or cut the sample into more slices");
            return false;
        }
        return true;
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
