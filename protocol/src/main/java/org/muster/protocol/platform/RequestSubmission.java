package org.muster.protocol.platform;

import java.util.Map;
import java.util.Optional;

/**
 * A production request as it is filed: the YAML text, and the files it names, by their names.
 *
 * @param lists of files that are inputs, one {@code scope:name} a line, if it names any
 */
public record RequestSubmission(String request, Map<String, String> jobscripts, Optional<Map<String, String>> lists) {
    /** Characters of the request and of each jobscript at most. */
    public static final int MAX_TEXT = 200_000;

    public RequestSubmission {
        jobscripts = Map.copyOf(jobscripts);
        lists = lists.map(Map::copyOf);
    }

    /** Without lists of files. */
    public RequestSubmission(String request, Map<String, String> jobscripts) {
        this(request, jobscripts, Optional.empty());
    }
}
