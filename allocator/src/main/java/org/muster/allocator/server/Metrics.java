package org.muster.allocator.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.muster.allocator.commit.BatchWatch;
import org.muster.allocator.ledger.books.Witness;

/** Numbers for Prometheus: batches, moves of every state machine, the queue. */
final class Metrics implements BatchWatch, Witness {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final DistributionSummary batches =
            DistributionSummary.builder("muster_batch_commands").register(registry);
    private final Timer deciding = Timer.builder("muster_batch_decide").register(registry);
    private final Timer committing =
            Timer.builder("muster_batch_commit").publishPercentiles(0.5, 0.99).register(registry);
    private final Counter refused =
            Counter.builder("muster_commands_refused_by_outage").register(registry);
    private final Map<Enum<?>, Map<Enum<?>, Counter>> moves = new ConcurrentHashMap<>();

    void watch(String name, Supplier<Number> value) {
        Gauge.builder(name, value).register(registry);
    }

    String text() {
        return registry.scrape();
    }

    @Override
    public void committed(int commands, long decideNanos, long commitNanos) {
        batches.record(commands);
        deciding.record(decideNanos, TimeUnit.NANOSECONDS);
        committing.record(commitNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(int commands) {
        refused.increment(commands);
    }

    @Override
    public void broke(String kind) {
        Counter.builder("muster_commands_broken")
                .tag("command", kind)
                .register(registry)
                .increment();
    }

    @Override
    public void moved(Enum<?> from, Enum<?> trigger, Enum<?> to) {
        moves.computeIfAbsent(from, state -> new ConcurrentHashMap<>())
                .computeIfAbsent(to, state -> counter(from, to))
                .increment();
    }

    private Counter counter(Enum<?> from, Enum<?> to) {
        return Counter.builder("muster_moves")
                .tag("machine", from.getDeclaringClass().getSimpleName())
                .tag("from", from.name().toLowerCase(Locale.ROOT))
                .tag("to", to.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
