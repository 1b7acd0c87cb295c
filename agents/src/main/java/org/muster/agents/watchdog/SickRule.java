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
 * nothing, or gave up, such as for want of its container image), and more than did well.
 */
final class SickRule {
    static final long TOLERATED = 10;

    /** Errors count as one site's when it has this share of them. */
    private static final double CONCENTRATION = 0.8;

    private static final int SHOWN_EXIT_CODES = 3;

    private SickRule() {}

    static Optional<Sickness> examine(WorkflowHealth health) {
        return kind(health)
                .map(kind -> new Sickness(
                        kind, message(kind, health), health.jobscriptErrors(), health.noneProcessed(), health.well()));
    }

    /** Of whatever there is too much of. */
    static long bad(WorkflowHealth health) {
        return Math.max(Math.max(health.jobscriptErrors(), health.noneProcessed()), health.aborted());
    }

    private static Optional<Sickness.Kind> kind(WorkflowHealth health) {
        if (sick(health.jobscriptErrors(), health.well())) {
            return Optional.of(Sickness.Kind.JOBSCRIPT_ERRORS);
        }
        if (sick(health.noneProcessed(), health.well())) {
            return Optional.of(Sickness.Kind.NONE_PROCESSED);
        }
        return sick(health.aborted(), health.well()) ? Optional.of(Sickness.Kind.ABORTED) : Optional.empty();
    }

    private static String message(Sickness.Kind kind, WorkflowHealth health) {
        return switch (kind) {
            case JOBSCRIPT_ERRORS ->
                health.jobscriptErrors() + " jobs ended with a jobscript error in the last hour, " + well(health)
                        + exitCodes(health) + site(health);
            case NONE_PROCESSED ->
                health.noneProcessed() + " jobs ended without having processed a file in the last hour, "
                        + well(health);
            case ABORTED -> health.aborted() + " jobs gave up in the last hour, " + well(health) + aborts(health);
        };
    }

    private static String aborts(WorkflowHealth health) {
        return health.aborts().stream()
                .limit(SHOWN_EXIT_CODES)
                .map(aborts -> "; " + aborts.jobs()
                        + aborts.code().map(code -> " with code " + code).orElse("")
                        + aborts.example().map(why -> ", such as: " + why).orElse(""))
                .collect(Collectors.joining());
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
