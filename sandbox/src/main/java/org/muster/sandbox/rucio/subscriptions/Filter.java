package org.muster.sandbox.rucio.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a subscription wants of a DID. Every value is the beginning of what is there, as a regular expression. */
record Filter(JsonNode wanted) {

    /** @param properties the scope, name, type, account and metadata of a DID as text */
    boolean passes(Map<String, String> properties) {
        return wanted.properties().stream().allMatch(each -> {
            String property = each.getKey().equals("pattern") ? "name" : each.getKey();
            String found = properties.getOrDefault(property, "");
            return texts(each.getValue()).stream()
                    .anyMatch(text -> Pattern.compile(text).matcher(found).lookingAt());
        });
    }

    /** Of one value, or of a list of them. */
    static List<String> texts(JsonNode value) {
        Stream<JsonNode> all = value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
        return all.map(JsonNode::asText).toList();
    }
}
