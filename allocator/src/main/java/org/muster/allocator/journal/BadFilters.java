package org.muster.allocator.journal;

import java.util.List;
import org.muster.domain.failure.Problem;

/** Filters of a table that cannot be understood: all of them at once. */
public final class BadFilters extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    BadFilters(List<Problem> problems) {
        super("these filters cannot be understood: " + problems, null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
