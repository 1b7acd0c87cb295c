package org.muster.benchmarks.whole;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.muster.cli.session.TokenFile;
import org.muster.launcher.demo.Actor;

/** Calls of the command line by somebody who is signed in. */
final class CommandTimes {
    private static final int CALLS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final WholePlatform platform;

    CommandTimes(WholePlatform platform) {
        this.platform = platform;
    }

    /** Milliseconds, the median. */
    double median() {
        Path login = platform.data().resolve("token.json");
        Actor person = platform.person("sam");
        new TokenFile(login).write(new TokenFile.Login(platform.url(), platform.url(), person.token()));
        Map<String, String> environment =
                Map.of("MUSTER_URL", platform.url().toString(), "MUSTER_TOKEN_FILE", login.toString());
        Latencies latencies = new Latencies();
        for (int call = 0; call < CALLS; call++) {
            latencies.time(() -> platform.muster().run(environment, LIMIT, "workflow", "list", "--limit", "20"));
        }
        return latencies.percentileMillis(50);
    }
}
