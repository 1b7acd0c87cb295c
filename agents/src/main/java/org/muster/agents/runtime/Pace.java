package org.muster.agents.runtime;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often agents step.
 *
 * @param cycle pause after a step that found nothing to do, and after a first failure
 * @param longestPause the pause doubles with every further failure up to this
 */
@ConfigurationProperties("muster.runtime")
public record Pace(Duration cycle, Duration longestPause) {
    Duration afterFailures(int failures) {
        Duration pause = cycle;
        for (int i = 1; i < failures && pause.compareTo(longestPause) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
