package org.muster.agents.watchdog;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.WorkflowHealth;
import org.muster.protocol.platform.Sickness;

/**
 * justIN's rule for a workflow that burns slots: in the last hour more than ten jobs failed in the jobscript (or processed
 * nothing), and more than did well.
 */
final class SickRule {
    static final int WINDOW_SECONDS = 3600;
    static final long TOLERATED = 10;

    /** Errors count as one site's when it has this share of them. */
    private static final double CONCENTRATION = 0.8;

    private static final int SHOWN_EXIT_CODES = 3;

    private SickRule() {}

    static Optional<Sickness> examine(WorkflowHealth health) {
        boolean failing = sick(health.jobscriptErrors(), health.well());
        if (!failing && !sick(health.noneProcessed(), health.well())) {
            return Optional.empty();
        }
        String message = failing
                ? health.jobscriptErrors() + " jobs ended with a jobscript error in the last hour, " + well(health)
                        + exitCodes(health) + site(health)
                : health.noneProcessed() + " jobs ended without having processed a file in the last hour, "
                        + well(health);
        return Optional.of(new Sickness(message, health.jobscriptErrors(), health.noneProcessed(), health.well()));
    }

    private static boolean sick(long bad, long well) {
        return bad > TOLERATED && bad > well;
    }

    private static String well(WorkflowHealth health) {
        return health.well() + " did well or are at work";
    }

    private static String exitCodes(WorkflowHealth health) {
        String codes = health.exitCodes().entrySet().stream()
                .filter(code -> code.getKey() != 0)
                .sorted(Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN_EXIT_CODES)
                .map(code -> code.getKey() + " (" + code.getValue() + ")")
                .collect(Collectors.joining(", "));
        return codes.isEmpty() ? "" : "; exit codes " + codes;
    }

    private static String site(WorkflowHealth health) {
        long all = health.errorsBySite().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return health.errorsBySite().entrySet().stream()
                .max(Map.Entry.<SiteName, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .filter(site -> site.getValue() >= CONCENTRATION * all)
                .map(site -> "; " + site.getValue() + " of the errors at " + site.getKey())
                .orElse("");
    }
}
