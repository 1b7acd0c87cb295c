package org.muster.webapp.repairs;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How people are asked about repairs.
 *
 * @param askAgainAfter so long what was refused, or could not be repaired, is not asked about again while it stays the same
 */
@ConfigurationProperties("muster.repairs")
record RepairSettings(Duration askAgainAfter) {}
