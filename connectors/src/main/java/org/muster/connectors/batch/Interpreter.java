package org.muster.connectors.batch;

import java.nio.file.Path;
import java.util.List;

/**
 * What runs wrapper jobs, found behind whatever shim it is called by.
 *
 * @param readable directories that it needs, besides those of the system
 */
record Interpreter(String executable, List<Path> readable) {
    private static final String WHERE = "import sys; print(sys.executable); print(sys.base_prefix); print(sys.prefix)";
    private static final int ANSWERS = 3;

    Interpreter {
        readable = List.copyOf(readable);
    }

    /** As it was given if it does not say where it is. */
    static Interpreter of(String python) {
        List<String> answers = Probe.lines(List.of(python, "-c", WHERE));
        if (answers.size() != ANSWERS || !answers.get(0).startsWith("/")) {
            return new Interpreter(python, List.of());
        }
        return new Interpreter(
                answers.get(0),
                answers.subList(1, ANSWERS).stream().map(Path::of).distinct().toList());
    }
}
