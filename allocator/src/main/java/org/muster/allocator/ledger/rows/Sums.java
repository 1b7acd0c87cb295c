package org.muster.allocator.ledger.rows;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.muster.domain.data.InputFileState;
import org.muster.domain.data.OutputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.text.Absent;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.JobEnding;
import org.muster.protocol.control.StageProgress;

/** What is kept of how many files, jobs and outputs workflows have; what there is none of is left out. */
public record Sums(List<FileSum> files, List<JobSum> jobs, List<OutputSum> outputs) {
    public static final Sums NONE = new Sums(List.of(), List.of(), List.of());

    private static final double MILLIS = 1000;

    public Sums {
        files = List.copyOf(files);
        jobs = List.copyOf(jobs);
        outputs = List.copyOf(outputs);
    }

    /** Of which there are any. */
    public Map<WorkflowId, Sums> byWorkflow() {
        Map<WorkflowId, List<FileSum>> itsFiles =
                files.stream().collect(groupingBy(sum -> sum.stage().workflow()));
        Map<WorkflowId, List<JobSum>> itsJobs =
                jobs.stream().collect(groupingBy(sum -> sum.stage().workflow()));
        Map<WorkflowId, List<OutputSum>> itsOutputs =
                outputs.stream().collect(groupingBy(sum -> sum.stage().workflow()));
        return Stream.of(itsFiles, itsJobs, itsOutputs)
                .flatMap(sums -> sums.keySet().stream())
                .distinct()
                .collect(toMap(
                        workflow -> workflow,
                        workflow -> new Sums(
                                itsFiles.getOrDefault(workflow, List.of()),
                                itsJobs.getOrDefault(workflow, List.of()),
                                itsOutputs.getOrDefault(workflow, List.of()))));
    }

    public StageProgress progress(StageRef stage) {
        List<JobSum> itsJobs =
                jobs.stream().filter(sum -> sum.stage().equals(stage)).toList();
        List<OutputSum> itsOutputs =
                outputs.stream().filter(sum -> sum.stage().equals(stage)).toList();
        return new StageProgress(
                stage,
                byState(
                        InputFileState.class,
                        files.stream().filter(sum -> sum.stage().equals(stage)).toList(),
                        FileSum::state,
                        FileSum::files),
                byState(JobState.class, itsJobs, JobSum::state, JobSum::jobs),
                byState(OutputFileState.class, itsOutputs, OutputSum::state, OutputSum::outputs),
                itsJobs.stream().mapToLong(JobSum::realMillis).sum() / MILLIS,
                itsOutputs.stream().mapToLong(OutputSum::bytes).reduce(0, Sums::most));
    }

    /** The sum of two that are not negative, or as much as there can be. */
    public static long most(long sum, long more) {
        long all = sum + more;
        return all < 0 ? Long.MAX_VALUE : all;
    }

    private static <E extends Enum<E>, S> Map<E, Long> byState(
            Class<E> type, List<S> sums, Function<S, E> state, ToLongFunction<S> number) {
        Map<E, Long> counts = new EnumMap<>(type);
        sums.forEach(sum -> counts.merge(state.apply(sum), number.applyAsLong(sum), Long::sum));
        return counts;
    }

    /** Of the stage's confirmed outputs for datasets. */
    public long events(StageRef stage) {
        return outputs.stream()
                .filter(sum -> sum.stage().equals(stage))
                .mapToLong(OutputSum::events)
                .reduce(0, Sums::most);
    }

    /** How jobs of any stage ended, most frequent first, so many kinds at most. */
    public List<JobEnding> endings(int limit) {
        Map<Ending, Long> numbers = new HashMap<>();
        jobs.stream()
                .filter(sum -> sum.state().terminal())
                .forEach(sum -> numbers.merge(sum.ending(), sum.jobs(), Long::sum));
        return numbers.entrySet().stream()
                .map(each -> new JobEnding(
                        each.getKey().state(),
                        each.getKey().site(),
                        Absent.ifZero(Optional.of(each.getKey().code())),
                        each.getValue()))
                .sorted(Comparator.comparingLong(JobEnding::jobs)
                        .reversed()
                        .thenComparing(JobEnding::state)
                        .thenComparing(ending -> ending.code().orElse(0)))
                .limit(limit)
                .toList();
    }
}
