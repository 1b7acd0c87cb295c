package org.muster.connectors.rucio;

import java.util.Map;
import java.util.OptionalInt;
import org.muster.domain.storage.RseName;

/** What the operators of a server have set. */
public record RucioContractSetUp(
        Map<String, Long> storageLimits,
        Map<String, Long> globalLimits,
        RseName otherDisk,
        int distance,
        OptionalInt distanceToItself) {}
