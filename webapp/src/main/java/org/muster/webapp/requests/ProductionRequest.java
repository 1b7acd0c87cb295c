package org.muster.webapp.requests;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.storage.Distance;
import org.muster.protocol.control.GpuNeed;

/** A production request with everything that the campaign procedure asks a requester for; made only from a text without problems. */
public record ProductionRequest(
        String name,
        String description,
        String physicsGroup,
        String policyDocument,
        Code code,
        List<Step> workflow,
        ValidationSample validationSample,
        List<Tape> tape,
        Resources resources,
        List<Sample> samples,
        List<String> finalDatasets,
        TestSize test,
        int maxRunningJobs) {

    /** A tagged version of an official repository. */
    public record Code(String repository, String tag) {}

    /**
     * One processing step; becomes a stage of every workflow.
     *
     * @param eventsPerJob of the first step, if it generates events
     * @param gpu what each of its jobs needs of GPUs, if it needs any
     * @param group whose slots alone may run it, unless everybody's may
     */
    public record Step(
            String step,
            String jobscript,
            String configuration,
            Optional<Integer> eventsPerJob,
            int processors,
            int rssMib,
            int wallSeconds,
            Optional<GpuNeed> gpu,
            Optional<String> group,
            Distance maxDistance,
            int filesPerJob,
            Map<String, String> environment,
            List<Output> outputs) {
        public Step {
            environment = Map.copyOf(environment);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * Files that a step writes.
     *
     * @param dataset where they go; empty if they are the input of the next step
     * @param lifetimeDays unless they are kept for ever
     * @param rseExpression where Rucio must keep a copy, unless that is wherever they were uploaded
     */
    public record Output(
            String pattern,
            Optional<String> dataset,
            Optional<Integer> lifetimeDays,
            Optional<String> rseExpression,
            long fileSizeBytes,
            Storage storage) {}

    /** What becomes of an output in the long run. */
    public enum Storage {
        DISK,
        DISK_AND_TAPE
    }

    public record ValidationSample(String description, List<ValidationPart> parts) {
        public ValidationSample {
            parts = List.copyOf(parts);
        }
    }

    /** @param amount events of a sample that is generated, files of any other */
    public record ValidationPart(String sample, long amount) {}

    /** Outputs to be copied to tape. */
    public record Tape(String output, long files, long fileSizeBytes) {
        public long bytes() {
            return Math.multiplyExact(files, fileSizeBytes);
        }
    }

    public record Resources(double cpuHours, int rssMib, long storageBytes) {}

    /** Inputs of one kind; the order in the request is their priority. */
    public record Sample(String name, SampleSource source, Map<String, String> environment) {
        public Sample {
            environment = Map.copyOf(environment);
        }

        /** Whether its inputs are files that are there. */
        public boolean stored() {
            return source instanceof SampleSource.Stored;
        }
    }

    public record TestSize(int jobs, int eventsPerJob) {}

    public ProductionRequest {
        workflow = List.copyOf(workflow);
        tape = List.copyOf(tape);
        samples = List.copyOf(samples);
        finalDatasets = List.copyOf(finalDatasets);
    }

    /** Counter files for this many events: each job of the first step makes {@code events_per_job} of them. */
    public int counters(long events) {
        int eventsPerJob = workflow.get(0).eventsPerJob().orElseThrow();
        return Math.toIntExact((events + eventsPerJob - 1) / eventsPerJob);
    }

    public Sample sample(String name) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no sample " + name));
    }

    /** Empty if the samples are data, of which nobody knows before they are frozen. */
    public Optional<Long> eventsRequested() {
        return samples.stream()
                .map(sample -> sample.source() instanceof SampleSource.Generated generated
                        ? Optional.of(generated.events())
                        : Optional.<Long>empty())
                .reduce(Optional.of(0L), (sum, one) -> sum.flatMap(some -> one.map(more -> some + more)));
    }

    /** Those whose inputs are files that are there. */
    public List<Sample> storedSamples() {
        return samples.stream().filter(Sample::stored).toList();
    }
}
