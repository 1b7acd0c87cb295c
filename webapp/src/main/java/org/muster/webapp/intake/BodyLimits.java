package org.muster.webapp.intake;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** How long a request's body may be, by address. Bytes; what is not named is small. */
final class BodyLimits {
    /** Forms, sign-ins, decisions, reasons. */
    static final long SMALL = 64L << 10;

    /** A request with its jobscripts and lists of files. */
    static final long REQUEST = 16L << 20;

    /** A workflow with its jobscripts; what the engine's clients complete a task with. */
    static final long DOCUMENT = 4L << 20;

    /** What our own programs report in batches. */
    static final long REPORT = 16L << 20;

    /** The files that a query found, one line each. */
    static final long MANIFEST = 64L << 20;

    private record Limit(PathPattern path, long bytes) {}

    private static final List<Limit> LIMITS = List.of(
            limit("/api/requests/**", REQUEST),
            limit("/api/campaigns/*/samples/*/pieces/*", REPORT),
            limit("/api/workflows", DOCUMENT),
            limit("/api/workflows/*/input-manifests/*", MANIFEST),
            limit("/api/proposals/**", REPORT),
            limit("/api/storages", REPORT),
            limit("/api/incidents/**", REPORT),
            limit("/engine-rest/**", DOCUMENT),
            limit("/camunda/api/**", DOCUMENT));

    private BodyLimits() {}

    static long of(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return LIMITS.stream()
                .filter(limit -> limit.path().matches(parsed))
                .mapToLong(Limit::bytes)
                .findFirst()
                .orElse(SMALL);
    }

    private static Limit limit(String path, long bytes) {
        return new Limit(PathPatternParser.defaultInstance.parse(path), bytes);
    }
}
