package org.muster.protocol.platform;

import java.util.List;

/** A revision, and what is different from the one before. */
public record RevisionDetail(RevisionRow revision, List<TextDifference> differences) {
    public RevisionDetail {
        differences = List.copyOf(differences);
    }
}
