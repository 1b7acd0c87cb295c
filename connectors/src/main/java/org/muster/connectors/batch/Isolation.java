package org.muster.connectors.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How local jobs are kept from what is not theirs: a jobscript is anybody's program. */
public interface Isolation {
    /** One sentence for the operator: what a job can reach. */
    String words();

    /** Where the job works; it writes nowhere else. */
    Path workspace(Path jobDirectory);

    /** Makes that directory, with the wrapper in it. */
    void prepare(Path jobDirectory, String wrapper);

    /** What runs the wrapper there; the first word is the script's choice between replacing itself and staying its keeper. */
    List<String> command(Path jobDirectory);

    /** The programs that a job finds. */
    String path();

    /**
     * The strongest that works on this machine; each is tried by running something in it.
     *
     * @param hidden directories that no job may look into
     */
    static Isolation find(String python, List<Path> hidden, Path scratch) {
        Interpreter interpreter = Interpreter.of(python);
        return Optional.<Isolation>empty()
                .or(() -> Sandbox.working(interpreter, hidden))
                .or(() -> OtherUser.working(interpreter, scratch))
                .orElseGet(() -> none(python));
    }

    static Isolation none(String python) {
        return new SameUser(python);
    }
}
