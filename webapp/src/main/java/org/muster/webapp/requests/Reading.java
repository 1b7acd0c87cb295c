package org.muster.webapp.requests;

import java.util.List;
import org.muster.domain.failure.Problem;

/** What reading a request comes to. */
public sealed interface Reading {
    /** It can be carried out. */
    record Sound(ProductionRequest request) implements Reading {}

    /** It cannot; every problem, in the order of the text. */
    record Unsound(List<Problem> problems) implements Reading {
        public Unsound {
            problems = List.copyOf(problems);
        }
    }
}
