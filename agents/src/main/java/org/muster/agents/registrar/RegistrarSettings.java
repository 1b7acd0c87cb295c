package org.muster.agents.registrar;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How outputs are registered.
 *
 * @param linger how long outputs may wait for others, so that more of them share a call
 */
@ConfigurationProperties("muster.registrar")
record RegistrarSettings(Duration linger) {}
