package org.muster.protocol.platform;

import java.util.Map;

/** A production request as it is filed: the YAML text, and the jobscripts it names by file name. */
public record RequestSubmission(String request, Map<String, String> jobscripts) {
    /** Characters of the request and of each jobscript at most. */
    public static final int MAX_TEXT = 200_000;

    public RequestSubmission {
        jobscripts = Map.copyOf(jobscripts);
    }
}
