package org.muster.webapp.orchestration;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.jspecify.annotations.Nullable;
import org.muster.domain.workflow.LedgerStatus;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Message;
import org.muster.processes.ProcessKey;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.platform.Incident;
import org.muster.webapp.incidents.TakeIncidents;
import org.muster.webapp.rounds.Round;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets workflows go on that wait until their jobs have ended and their outputs are registered: one question to the allocator
 * about all of them. The engine knows who waits and the ledger who is there, so what is interrupted here is done in the next round.
 */
@Component
class AccountedWorkflows implements Round {
    static final String SOURCE = "await-registration";
    /** Where a workflow waits. */
    private static final String PLACE = "accounted";
    /** Who waits longer is an incident, told again from time to time. */
    static final Duration PATIENCE = Duration.ofHours(24);

    private static final Duration REPEAT = Duration.ofHours(1);
    private static final Logger LOG = LoggerFactory.getLogger(AccountedWorkflows.class);

    private final RuntimeService runtime;
    private final AllocatorClient allocator;
    private final TakeIncidents incidents;
    private final Clock clock;
    private final Duration interval;
    private final AtomicInteger waitingNow;
    private final Map<WorkflowId, Instant> told = new HashMap<>();

    private record Waiting(String process, WorkflowId workflow, Instant since) {}

    AccountedWorkflows(
            RuntimeService runtime,
            AllocatorClient allocator,
            TakeIncidents incidents,
            Clock clock,
            MeterRegistry meters,
            @Value("${muster.accounted-every:5s}") Duration interval) {
        this.runtime = runtime;
        this.allocator = allocator;
        this.incidents = incidents;
        this.clock = clock;
        this.interval = interval;
        this.waitingNow = meters.gauge("muster.workflows.unaccounted", new AtomicInteger());
    }

    @Override
    public String name() {
        return "accounted-workflows";
    }

    @Override
    public Duration every() {
        return interval;
    }

    @Override
    public synchronized void go() {
        List<Waiting> waiting = waiting();
        waitingNow.set(waiting.size());
        told.keySet().retainAll(waiting.stream().map(Waiting::workflow).toList());
        for (int from = 0; from < waiting.size(); from += AllocatorClient.MAX_WORKFLOWS) {
            look(waiting.subList(from, Math.min(waiting.size(), from + AllocatorClient.MAX_WORKFLOWS)));
        }
    }

    private List<Waiting> waiting() {
        Map<String, Instant> since = runtime
                .createEventSubscriptionQuery()
                .eventType("message")
                .eventName(Message.ACCOUNTED.message())
                .list()
                .stream()
                .collect(Collectors.toMap(
                        EventSubscription::getProcessInstanceId,
                        each -> each.getCreated().toInstant(),
                        (one, other) -> one));
        List<Waiting> waiting = new ArrayList<>();
        runtime.createProcessInstanceQuery()
                .processDefinitionKey(ProcessKey.WORKFLOW.key())
                .activityIdIn(PLACE)
                .list()
                .forEach(process -> Keys.workflow(process)
                        .ifPresent(workflow -> waiting.add(new Waiting(
                                process.getId(), workflow, since.getOrDefault(process.getId(), clock.instant())))));
        return waiting;
    }

    private void look(List<Waiting> some) {
        Map<WorkflowId, WorkflowProgress> progress =
                allocator.progress(some.stream().map(Waiting::workflow).toList()).stream()
                        .collect(Collectors.toMap(WorkflowProgress::workflow, each -> each));
        Instant now = clock.instant();
        List<Incident> late = new ArrayList<>();
        for (Waiting each : some) {
            Optional<String> missing = missing(progress.get(each.workflow()));
            Optional<String> reason = missing.isEmpty()
                    ? goOn(each)
                    : missing.filter(what -> each.since().plus(PATIENCE).isBefore(now))
                            .map(what -> "waited for " + PATIENCE.toHours() + " hours: " + what);
            reason.filter(why -> late.size() < Incident.MAX_TOLD && due(each.workflow(), now))
                    .ifPresent(
                            why -> late.add(new Incident(SOURCE, each.workflow().toString(), why)));
        }
        incidents.told(late, SOURCE);
    }

    private static Optional<String> missing(@Nullable WorkflowProgress progress) {
        if (progress == null) {
            return Optional.of("the allocator does not say how far it is");
        }
        if (progress.status() != LedgerStatus.CLOSED) {
            return Optional.of("the allocator has it as " + progress.status());
        }
        long live = progress.liveJobs();
        if (live > 0) {
            return Optional.of(live + " jobs are still running");
        }
        long unregistered = progress.unregisteredOutputs();
        return unregistered > 0 ? Optional.of(unregistered + " outputs to be registered") : Optional.empty();
    }

    /** Each alone: one that cannot holds up no other. Answers why it cannot. */
    private Optional<String> goOn(Waiting waiting) {
        try {
            runtime.createMessageCorrelation(Message.ACCOUNTED.message())
                    .processInstanceId(waiting.process())
                    .correlate();
            incidents.over(List.of(new Incident(SOURCE, waiting.workflow().toString(), "")), SOURCE);
        } catch (MismatchingMessageCorrelationException | OptimisticLockingException e) {
            LOG.debug("{} has gone on already", waiting.workflow());
        } catch (RuntimeException e) {
            LOG.warn("{} does not go on", waiting.workflow(), e);
            return Optional.of("its outputs are registered, but it does not go on: " + e.getMessage());
        }
        return Optional.empty();
    }

    private boolean due(WorkflowId workflow, Instant now) {
        Instant before = told.get(workflow);
        if (before != null && before.plus(REPEAT).isAfter(now)) {
            return false;
        }
        told.put(workflow, now);
        return true;
    }
}
