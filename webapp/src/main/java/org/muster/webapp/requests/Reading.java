package org.muster.webapp.requests;

import java.util.List;
import org.muster.domain.failure.Problem;

/** What reading a request comes to. */
public sealed interface Reading {
    /**
     * It can be carried out.
     *
     * @param warnings what its author should look at; nothing waits for it
     */
    record Sound(ProductionRequest request, List<Problem> warnings) implements Reading {
        public Sound {
            warnings = List.copyOf(warnings);
        }
    }

    /** It cannot; every problem, in the order of the text. */
    record Unsound(List<Problem> problems) implements Reading {
        public Unsound {
            problems = List.copyOf(problems);
        }
    }
}
