package org.muster.agents.runtime;

import java.time.Duration;
import org.muster.domain.failure.GrowingPause;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How often agents step.
 *
 * @param cycle pause after a step that found nothing to do, and after a first failure
 * @param longestPause the pause doubles with every further failure up to this
 */
@ConfigurationProperties("muster.runtime")
public record Pace(Duration cycle, Duration longestPause) {
    private static final int GROWTH = 2;

    Duration afterFailures(int failures) {
        return new GrowingPause(cycle, GROWTH, longestPause).after(failures);
    }
}
