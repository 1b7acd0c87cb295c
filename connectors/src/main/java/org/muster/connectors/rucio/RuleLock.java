package org.muster.connectors.rucio;

import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;

/** One file's part in a rule. {@code state} is OK, REPLICATING or STUCK. */
public record RuleLock(Did did, RseName rse, String state) {}
