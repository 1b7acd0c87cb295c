package org.muster.webapp.plans;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.samples.Portion;

/**
 * The workflows submission plan: which workflows a request comes to, in the order of their priority.
 *
 * <p>One test, one pilot of the first sample, one workflow for each sample of the validation sample, one for each slice of each
 * sample of the full production. Pilot, validation and production of one sample take contiguous ranges of its inputs. A sample
 * that is files has no rows before it is frozen.
 */
public record Plan(ProductionRequest request, List<PlanRow> rows, Map<String, Long> inputsOfSamples) {
    /** Jobs of the pilot: enough to see the final configuration work, few enough to throw away. */
    public static final int PILOT_INPUTS = 4;

    public Plan {
        rows = List.copyOf(rows);
        inputsOfSamples = Map.copyOf(inputsOfSamples);
    }

    /** @param frozen portions of the samples that are files, by the names of those that are frozen */
    public static Plan of(ProductionRequest request, Map<String, List<Portion>> frozen) {
        PlanRows rows = new PlanRows(request, frozen);
        return new Plan(request, rows.all(), rows.inputsOfSamples());
    }

    /** Inputs of the row's sample that come after it; none of a test, which takes none from the sample. */
    Optional<Long> remaining(PlanRow row) {
        return row.purpose() == WorkflowPurpose.TEST
                ? Optional.empty()
                : Optional.of(row.slice().remaining(inputsOfSamples.getOrDefault(row.sample(), 0L)));
    }

    /** Part of all the work: of all events, or of all inputs where nobody knows the events. */
    double share(PlanRow row) {
        Optional<Long> all = events();
        long inputs = rows.stream().mapToLong(PlanRow::inputs).sum();
        return all.isPresent() && all.get() > 0
                ? (double) row.events().orElse(0L) / all.get()
                : (double) row.inputs() / inputs;
    }

    private Optional<Long> events() {
        return sum(rows);
    }

    /** What the full production is to come to; empty while it is not known. */
    public Optional<Long> eventsRequested() {
        return request.eventsRequested()
                .or(() -> rows(WorkflowPurpose.PRODUCTION).isEmpty()
                        ? Optional.empty()
                        : sum(rows(WorkflowPurpose.PRODUCTION)));
    }

    private static Optional<Long> sum(List<PlanRow> rows) {
        return rows.stream()
                .map(PlanRow::events)
                .reduce(Optional.of(0L), (sum, row) -> sum.flatMap(some -> row.map(more -> some + more)));
    }

    public List<PlanRow> rows(WorkflowPurpose purpose) {
        return rows.stream().filter(row -> row.purpose() == purpose).toList();
    }

    /**
     * The row for an order that may lie beyond the plan: a step that is done again counts on, and takes counters that nobody
     * has had. Files there are no others of: it takes the same again.
     *
     * @param repeated counters that earlier repetitions of this sample have taken
     */
    public PlanRow row(WorkflowPurpose purpose, int order, long repeated) {
        List<PlanRow> planned = rows(purpose);
        if (order < 1 || planned.isEmpty()) {
            throw new IllegalArgumentException("rows of a plan are numbered from 1, not " + order);
        }
        if (order <= planned.size()) {
            return planned.get(order - 1);
        }
        PlanRow again = planned.get((order - 1) % planned.size());
        Slice slice = request.sample(again.sample()).stored()
                ? again.slice()
                : new Slice(inputsOfSamples.getOrDefault(again.sample(), 0L) + repeated, again.inputs());
        return new PlanRow(purpose, order, again.sample(), slice, again.eventsPerJob(), again.events());
    }
}
