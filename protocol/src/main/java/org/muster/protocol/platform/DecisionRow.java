package org.muster.protocol.platform;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One decision at one gate: who, in which role, when, on which numbers. */
public record DecisionRow(
        String gate,
        String decision,
        String decider,
        String role,
        Instant decidedAt,
        Optional<String> meeting,
        Optional<String> comment,
        Map<String, String> numbersSeen) {}
