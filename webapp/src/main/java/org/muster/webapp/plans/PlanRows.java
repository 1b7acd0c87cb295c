package org.muster.webapp.plans;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.ProductionRequest.Sample;
import org.muster.webapp.requests.ProductionRequest.ValidationPart;
import org.muster.webapp.requests.SampleSource;
import org.muster.webapp.samples.Portion;

/** The rows of a plan while they are laid out. */
final class PlanRows {
    private final ProductionRequest request;
    private final Map<String, List<Portion>> frozen;
    private final Map<String, Long> used = new HashMap<>();
    private final Map<WorkflowPurpose, Integer> orders = new EnumMap<>(WorkflowPurpose.class);
    private final List<PlanRow> rows = new ArrayList<>();

    PlanRows(ProductionRequest request, Map<String, List<Portion>> frozen) {
        this.request = request;
        this.frozen = frozen;
        Sample first = request.samples().get(0);
        test(first);
        pilot(first);
        for (ValidationPart part : request.validationSample().parts()) {
            Sample sample = request.sample(part.sample());
            if (sample.stored()) {
                portions(sample, WorkflowPurpose.VALIDATION);
            } else {
                counters(sample, WorkflowPurpose.VALIDATION, request.counters(part.amount()));
            }
        }
        request.samples().forEach(this::production);
    }

    List<PlanRow> all() {
        return rows;
    }

    Map<String, Long> inputsOfSamples() {
        return used;
    }

    /** Takes nothing from the sample: what it makes is thrown away. */
    private void test(Sample sample) {
        long inputs = request.test().jobs();
        if (sample.stored()) {
            inputs = Math.min(
                    inputs, portions(sample).stream().mapToLong(Portion::files).sum());
        }
        if (inputs > 0) {
            int events = request.test().eventsPerJob();
            rows.add(new PlanRow(
                    WorkflowPurpose.TEST,
                    1,
                    sample.name(),
                    new Slice(0, inputs),
                    Optional.of(events),
                    Optional.of(inputs * events)));
        }
    }

    private void pilot(Sample sample) {
        if (sample.stored()) {
            portions(sample, WorkflowPurpose.PILOT);
        } else {
            counters(sample, WorkflowPurpose.PILOT, Plan.PILOT_INPUTS);
        }
    }

    private void production(Sample sample) {
        if (sample.source() instanceof SampleSource.Generated generated) {
            long skip = used.getOrDefault(sample.name(), 0L);
            int counters = request.counters(generated.events());
            Slices.of(skip, counters, generated.cut())
                    .forEach(slice -> counters(sample, WorkflowPurpose.PRODUCTION, slice.limit()));
        } else {
            portions(sample, WorkflowPurpose.PRODUCTION);
        }
    }

    private void counters(Sample sample, WorkflowPurpose purpose, long counters) {
        int events = request.workflow().get(0).eventsPerJob().orElseThrow();
        add(purpose, sample, counters, Optional.of(events), Optional.of(counters * events));
    }

    private List<Portion> portions(Sample sample) {
        return frozen.getOrDefault(sample.name(), List.of());
    }

    private void portions(Sample sample, WorkflowPurpose purpose) {
        portions(sample).stream()
                .filter(portion -> portion.purpose() == purpose)
                .forEach(portion -> add(purpose, sample, portion.files(), Optional.empty(), portion.events()));
    }

    /** Behind what the sample's other rows have. */
    private void add(
            WorkflowPurpose purpose,
            Sample sample,
            long inputs,
            Optional<Integer> eventsPerJob,
            Optional<Long> events) {
        long skip = used.merge(sample.name(), inputs, Long::sum) - inputs;
        int order = orders.merge(purpose, 1, Integer::sum);
        rows.add(new PlanRow(purpose, order, sample.name(), new Slice(skip, inputs), eventsPerJob, events));
    }
}
