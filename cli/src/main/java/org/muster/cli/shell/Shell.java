package org.muster.cli.shell;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Everything a command may touch besides the network.
 *
 * @param directory what relative file names are relative to
 * @param home the user's home, where {@code .config/muster} is unless a variable names another place
 */
public record Shell(
        PrintWriter out, PrintWriter err, Map<String, String> environment, Path directory, Path home, Clock clock) {
    public Shell {
        environment = Map.copyOf(environment);
    }

    /** The value of a variable, empty if it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }
}
