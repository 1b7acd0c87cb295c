package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;

/** A standing order: whatever new dataset passes the filter gets the rules. {@code state} is Rucio's word. */
public record Subscription(
        String id, String account, String name, String state, JsonNode filter, JsonNode rules, String comments) {}
