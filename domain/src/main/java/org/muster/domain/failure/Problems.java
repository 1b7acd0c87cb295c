package org.muster.domain.failure;

import java.util.ArrayList;
import java.util.List;

/** Gathers every problem before anything is refused, so that nobody has to mend a request one mistake at a time. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    public Problems add(Problem problem) {
        found.add(problem);
        return this;
    }

    public Problems add(String field, String message, String fix) {
        return add(Problem.at(field, message, fix));
    }

    public boolean none() {
        return found.isEmpty();
    }

    public int count() {
        return found.size();
    }

    public List<Problem> list() {
        return List.copyOf(found);
    }
}
