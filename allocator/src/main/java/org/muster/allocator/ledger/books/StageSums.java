package org.muster.allocator.ledger.books;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.muster.allocator.ledger.rows.Ending;
import org.muster.allocator.ledger.rows.FileSum;
import org.muster.allocator.ledger.rows.JobSum;
import org.muster.allocator.ledger.rows.OutputSum;
import org.muster.allocator.ledger.rows.Sums;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.StageProgress;

/** How many files, jobs and outputs a stage has and what they came to: kept up with every move, so that nobody counts rows. */
final class StageSums {
    private static final double MILLIS = 1000;

    private final StageRef stage;
    private final Tally<InputFileState> files = new Tally<>(InputFileState.class);
    private final Tally<JobState> jobs = new Tally<>(JobState.class);
    private final Tally<OutputFileState> outputs = new Tally<>(OutputFileState.class);
    private final Tally<OutputFileState> bytes = new Tally<>(OutputFileState.class);
    private final Map<Ending, Ended> endings = new HashMap<>();
    private long realMillis;
    private long events;

    StageSums(StageRef stage) {
        this.stage = stage;
    }

    private record Ended(long jobs, long realMillis) {
        Ended and(Ended other) {
            return new Ended(jobs + other.jobs, realMillis + other.realMillis);
        }
    }

    void count(InputFileState state, long change) {
        files.add(state, change);
    }

    void count(JobState state, long change) {
        jobs.add(state, change);
    }

    void count(OutputFileState state, long change) {
        outputs.add(state, change);
    }

    void ended(Ending ending, long number, long millis) {
        endings.merge(ending, new Ended(number, millis), Ended::and);
        realMillis += millis;
    }

    /** @param datasetEvents of those outputs that are for a dataset */
    void confirmed(OutputFileState state, long size, long datasetEvents) {
        bytes.add(state, Math.max(0, size));
        events = Sums.most(events, datasetEvents);
    }

    /** As so many were found in PostgreSQL. */
    void restore(JobSum sum) {
        count(sum.state(), sum.jobs());
        if (sum.state().terminal()) {
            ended(sum.ending(), sum.jobs(), sum.realMillis());
        }
    }

    long files(InputFileState state) {
        return files.of(state);
    }

    long jobs(JobState state) {
        return jobs.of(state);
    }

    /** Of confirmed outputs for a dataset. */
    long events() {
        return events;
    }

    StageProgress progress() {
        return new StageProgress(
                stage, files.counts(), jobs.counts(), outputs.counts(), realMillis / MILLIS, bytes.all());
    }

    Stream<FileSum> fileSums() {
        return files.counts().entrySet().stream().map(each -> new FileSum(stage, each.getKey(), each.getValue()));
    }

    Stream<JobSum> jobSums() {
        return Stream.concat(
                jobs.counts().entrySet().stream()
                        .filter(each -> !each.getKey().terminal())
                        .map(each -> JobSum.unended(stage, each.getKey(), each.getValue())),
                endings.entrySet().stream()
                        .map(each -> JobSum.of(
                                stage,
                                each.getKey(),
                                each.getValue().jobs(),
                                each.getValue().realMillis())));
    }

    Stream<OutputSum> outputSums() {
        return outputs.counts().entrySet().stream()
                .map(each -> new OutputSum(
                        stage,
                        each.getKey(),
                        each.getValue(),
                        bytes.of(each.getKey()),
                        each.getKey() == OutputFileState.OUTPUT ? events : 0));
    }
}
