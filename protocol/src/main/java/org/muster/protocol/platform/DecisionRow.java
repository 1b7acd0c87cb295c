package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Map;

/** One decision at one gate: who, in which role, when, on which numbers. */
public record DecisionRow(
        String gate,
        String decision,
        String decider,
        String role,
        Instant decidedAt,
        String meeting,
        String comment,
        Map<String, String> numbersSeen) {}
