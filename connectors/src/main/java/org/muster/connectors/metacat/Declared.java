package org.muster.connectors.metacat;

import java.util.Set;
import org.muster.domain.data.Did;

/**
 * What became of files to declare.
 *
 * @param fresh declared now
 * @param known declared before with the same size and checksum
 * @param conflicting declared before as something else: their names are taken
 */
public record Declared(Set<Did> fresh, Set<Did> known, Set<Did> conflicting) {
    public Declared {
        fresh = Set.copyOf(fresh);
        known = Set.copyOf(known);
        conflicting = Set.copyOf(conflicting);
    }
}
