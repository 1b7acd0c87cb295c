package org.muster.launcher.supervision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to be kept running.
 *
 * @param port where it listens
 * @param command what to execute; never holds a secret, everybody on the machine can read it
 * @param environment its variables on top of the inherited ones; secrets are handed over here
 * @param startLimit how long it may take from start to healthy
 */
public record Program(
        String name,
        int port,
        List<String> command,
        Map<String, String> environment,
        Path log,
        Health health,
        Duration startLimit) {
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
