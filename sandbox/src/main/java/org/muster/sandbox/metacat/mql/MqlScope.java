package org.muster.sandbox.metacat.mql;

import java.util.Optional;

/**
 * What the meaning of a query depends on besides its text.
 *
 * @param defaultNamespace for names in file lists and of named queries that have none
 */
public record MqlScope(Optional<String> defaultNamespace, Retired retired, NamedQueries namedQueries) {

    /** Whether {@code files} finds retired ones too. */
    public enum Retired {
        LEFT_OUT,
        INCLUDED
    }

    /** Looks up the stored text of a named query. */
    public interface NamedQueries {
        Optional<String> source(QualifiedName name);
    }

    MqlScope withoutNamespace() {
        return new MqlScope(Optional.empty(), retired, namedQueries);
    }
}
