package org.muster.connectors.transport;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Set;

/** Times the calls to one outside system, by what was asked and how it ended. */
final class Measured {
    /** Path elements that are no names. All others are shown as a star, or every file would be a meter of its own. */
    private static final Set<String> WORDS = Set.of(
            "accountlimits",
            "accounts",
            "add_child_dataset",
            "add_files",
            "attachments",
            "attr",
            "auth",
            "create_dataset",
            "create_namespace",
            "create_named_query",
            "data",
            "dataset",
            "dataset_count",
            "dataset_files",
            "datasets",
            "declare_files",
            "dids",
            "distances",
            "file",
            "files",
            "global",
            "lfns2pfns",
            "limits",
            "list",
            "local",
            "locks",
            "meta",
            "move",
            "named_query",
            "namespace",
            "ping",
            "query",
            "replicas",
            "rses",
            "rules",
            "scopes",
            "search",
            "status",
            "subscriptions",
            "update_dataset",
            "update_file",
            "update_file_meta",
            "usage",
            "userpass",
            "version",
            "whoami",
            "x509",
            "x509_proxy");

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
                        "call", name(call),
                        "outcome", outcome.name().toLowerCase(Locale.ROOT))));
    }

    static String name(Call call) {
        StringBuilder name = new StringBuilder(call.method()).append(' ');
        for (String element : call.uri().getRawPath().split("/", -1)) {
            if (!element.isEmpty()) {
                name.append('/').append(WORDS.contains(element) ? element : "*");
            }
        }
        return name.toString();
    }
}
