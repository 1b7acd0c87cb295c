package org.muster.workers.numbers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.text.Units;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.CampaignNumbers;
import org.muster.protocol.platform.WorkflowNumbers;

/** The numbers of a campaign for people: the totals, which a task shows whatever it cuts, and the weekly table in its column order. */
public final class NumbersText {
    private NumbersText() {}

    /** With the time of their computation, for a task. */
    static String of(CampaignNumbers numbers) {
        Instant computed = numbers.computedAt().truncatedTo(ChronoUnit.SECONDS);
        return "Computed at " + computed + "\n\n" + table(numbers);
    }

    /** Without it, so that the same numbers are the same text. */
    public static String table(CampaignNumbers numbers) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Jobs      %s, ended with 0: %s (%s), ended with 0 but lost outputs: %s",
                Units.count(numbers.jobs()),
                Units.count(numbers.exitZero()),
                rate(numbers.successRate()),
                Units.count(numbers.outputtingFailed()));
        line(text, "Events    %s", events(numbers));
        line(
                text,
                "Files     %s of %s processed",
                Units.count(numbers.filesProcessed()),
                Units.count(numbers.filesTotal()));
        line(text, "Outputs   %s files, %s", Units.count(numbers.outputs()), Units.bytes(numbers.outputBytes()));
        line(text, "Computing %s", Units.coreHours(numbers.coreHours()));
        line(text, "");
        line(
                text,
                "%-11s %8s %-10s %13s %12s %12s  %s",
                "workflow id",
                "# jobs",
                "status",
                "# jobs code=0",
                "success rate",
                "# of events",
                "comments");
        for (WorkflowNumbers row : numbers.workflows()) {
            line(
                    text,
                    "%-11s %8d %-10s %13d %12s %12d  %s",
                    row.workflow().number(),
                    row.jobs(),
                    row.status(),
                    row.exitZero(),
                    Units.percent(row.successRate()),
                    row.events(),
                    row.comments());
        }
        return text.toString();
    }

    /** The totals, for the record of a decision. */
    static String json(CampaignNumbers numbers) {
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put("computed_at", numbers.computedAt());
        totals.put("jobs", numbers.jobs());
        totals.put("exit_zero", numbers.exitZero());
        totals.put("outputting_failed", numbers.outputtingFailed());
        totals.put("events_achieved", numbers.eventsAchieved());
        numbers.eventsRequested().ifPresent(events -> totals.put("events_requested", events));
        totals.put("files_processed", numbers.filesProcessed());
        totals.put("files_total", numbers.filesTotal());
        totals.put("outputs", numbers.outputs());
        return Json.text(totals);
    }

    private static String events(CampaignNumbers numbers) {
        String achieved = Units.count(numbers.eventsAchieved());
        return numbers.eventsRequested()
                .map(whole -> achieved + " of " + Units.count(whole) + " requested ("
                        + (whole == 0 ? "-" : Units.tenths((double) numbers.eventsAchieved() / whole)) + ")")
                .orElse(achieved + "; how many the data hold is not known");
    }

    private static String rate(Optional<Double> rate) {
        return rate.isEmpty() ? "none has ended" : Units.percent(rate);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
