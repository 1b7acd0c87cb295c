package org.muster.sandbox.rucio.http;

import com.fasterxml.jackson.databind.JsonNode;

/** A data identifier, {@code scope:name}. Read from a request it may still break the name rules: see {@link NameRules}. */
public record UncheckedDid(String scope, String name) {

    public static UncheckedDid of(JsonNode node) {
        return new UncheckedDid(RucioJson.text(node, "scope"), RucioJson.text(node, "name"));
    }

    @Override
    public String toString() {
        return scope + ":" + name;
    }
}
