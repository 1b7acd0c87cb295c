package org.muster.workers.runtime;

import java.util.EnumMap;
import java.util.Map;
import org.muster.processes.Variable;

/** What became of a task. */
public sealed interface Outcome {
    /** The process goes on, with these variables. Texts are cut to what the engine can keep. */
    record Done(Map<Variable, Object> variables) implements Outcome {
        private static final String CUT = "\n... (cut)";

        public Done {
            Map<Variable, Object> bounded = new EnumMap<>(Variable.class);
            variables.forEach((variable, value) -> bounded.put(variable, bounded(value)));
            variables = bounded.isEmpty() ? Map.of() : Map.copyOf(bounded);
        }

        private static Object bounded(Object value) {
            return value instanceof String text && text.length() > Variable.MAX_TEXT
                    ? text.substring(0, Variable.MAX_TEXT - CUT.length()) + CUT
                    : value;
        }
    }

    /** Not yet: asked again soon, for as long as the limit for waiting allows, without counting as a failed try. */
    record RetryLater(String waitingFor) implements Outcome {}

    /** The process takes the path for this BPMN error code, which its model must have. */
    record Refused(String code, String message) implements Outcome {}

    /** It cannot be done as things are: tried a few times more, then a person has to look. */
    record Failed(String problem) implements Outcome {}

    static Outcome done() {
        return new Done(Map.of());
    }
}
