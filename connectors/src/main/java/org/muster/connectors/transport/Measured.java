package org.muster.connectors.transport;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/** Times the calls to one outside system, by what was asked and how it ended. */
final class Measured {
    private final String system;
    private final MeterRegistry meters;

    /** How a try ended. */
    enum Outcome {
        ANSWERED,
        REFUSED,
        FAILED
    }

    Measured(String system, MeterRegistry meters) {
        this.system = system;
        this.meters = meters;
    }

    Timer.Sample start() {
        return Timer.start(meters);
    }

    void stop(Timer.Sample sample, Call call, Outcome outcome) {
        sample.stop(meters.timer(
                "muster.catalogue.calls",
                Tags.of(
                        "system", system,
                        "call", call.kind(),
                        "outcome", outcome.name().toLowerCase(Locale.ROOT))));
    }
}
