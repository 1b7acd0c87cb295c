package org.muster.webapp.incidents;

import java.util.List;
import java.util.Set;
import org.muster.protocol.platform.Incident;

/** A part of the platform that tells what it has set aside, which only administrators can mend, and tries again when they say so. */
public interface TroubledPart {
    /** Of its incidents. */
    String source();

    /** All that is set aside now, each subject once, in an order that stays. */
    List<Incident> troubles();

    /** What those are that are too many to be incidents of their own. */
    String others();

    /** Once; whether it helped shows in what it tells next. */
    void tryAgain(Set<String> subjects);
}
