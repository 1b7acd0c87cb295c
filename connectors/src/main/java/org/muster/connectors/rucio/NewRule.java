package org.muster.connectors.rucio;

import java.time.Duration;
import org.muster.domain.data.Did;

/**
 * A promise to ask of Rucio.
 *
 * @param lifetime zero for no end
 * @param comment shown to people; empty for none
 */
public record NewRule(Did did, String account, int copies, String rseExpression, Duration lifetime, String comment) {}
