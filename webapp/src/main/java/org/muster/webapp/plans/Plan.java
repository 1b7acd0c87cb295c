package org.muster.webapp.plans;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.ProductionRequest.Sample;

/**
 * The workflows submission plan: which workflows a request comes to, in the order of their priority.
 *
 * <p>One test, one pilot of the first sample, one workflow for each sample of the validation sample, one for each slice of each
 * sample of the full production. Pilot, validation and production of one sample take contiguous ranges of its counters.
 */
public record Plan(ProductionRequest request, List<PlanRow> rows, Map<String, Long> countersOfSamples) {
    /** Jobs of the pilot: enough to see the final configuration work, few enough to throw away. */
    public static final int PILOT_COUNTERS = 4;

    public Plan {
        rows = List.copyOf(rows);
        countersOfSamples = Map.copyOf(countersOfSamples);
    }

    public static Plan of(ProductionRequest request) {
        int eventsPerJob = request.workflow().get(0).eventsPerJob();
        Map<String, Long> used = new HashMap<>();
        List<PlanRow> rows = new ArrayList<>();
        String first = request.samples().get(0).name();
        rows.add(new PlanRow(
                WorkflowPurpose.TEST,
                1,
                first,
                request.test().jobs(),
                request.test().eventsPerJob(),
                new Slice(0, request.test().jobs())));
        rows.add(row(used, WorkflowPurpose.PILOT, 1, first, PILOT_COUNTERS, eventsPerJob));
        int order = 1;
        for (Sample sample : request.validationSample().samples()) {
            int counters = request.counters(sample.events());
            rows.add(row(used, WorkflowPurpose.VALIDATION, order++, sample.name(), counters, eventsPerJob));
        }
        order = 1;
        for (Sample sample : request.samples()) {
            int counters = request.counters(sample.events());
            long skip = used.getOrDefault(sample.name(), 0L);
            for (Slice slice : Slices.of(skip, counters, sample.cut())) {
                int limit = Math.toIntExact(slice.limit());
                rows.add(row(used, WorkflowPurpose.PRODUCTION, order++, sample.name(), limit, eventsPerJob));
            }
        }
        return new Plan(request, rows, used);
    }

    private static PlanRow row(
            Map<String, Long> used, WorkflowPurpose purpose, int order, String sample, int counters, int eventsPerJob) {
        long skip = used.merge(sample, (long) counters, Long::sum) - counters;
        return new PlanRow(purpose, order, sample, counters, eventsPerJob, new Slice(skip, counters));
    }

    /** Counters of the row's sample that come after it; none of a test, which takes none from the sample. */
    Optional<Long> remaining(PlanRow row) {
        return row.purpose() == WorkflowPurpose.TEST
                ? Optional.empty()
                : Optional.of(row.slice().remaining(countersOfSamples.getOrDefault(row.sample(), 0L)));
    }

    public List<PlanRow> rows(WorkflowPurpose purpose) {
        return rows.stream().filter(row -> row.purpose() == purpose).toList();
    }

    /**
     * The row for an order that may lie beyond the plan: a step that is done again counts on, and takes counters that nobody
     * has had.
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
        long skip = countersOfSamples.getOrDefault(again.sample(), 0L) + repeated;
        return new PlanRow(
                purpose,
                order,
                again.sample(),
                again.counters(),
                again.eventsPerJob(),
                new Slice(skip, again.counters()));
    }
}
