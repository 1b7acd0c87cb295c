package org.muster.workers.runtime;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How tasks are taken and held.
 *
 * @param engineUrl address of the engine's REST interface
 * @param workerId the engine answers only the latest poll of one id
 * @param lock how long a task stays ours after we last said so; a crashed worker's tasks are free again after it
 * @param longPoll how long the engine keeps a poll that finds nothing
 * @param waitingPause between two looks at something that is waited for
 * @param waitingLimit what is not there after this long gets an incident
 * @param retryPause before the second try of a failed task; each further one waits three times as long
 */
@ConfigurationProperties("muster.runtime")
record RuntimeSettings(
        URI engineUrl,
        String workerId,
        Duration lock,
        Duration longPoll,
        Duration waitingPause,
        Duration waitingLimit,
        Duration retryPause) {}
