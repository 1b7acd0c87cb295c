package org.muster.sandbox.rucio.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;

/** What a request wants a subscription to be; absent is left as it is. */
record SubscriptionTerms(
        Optional<JsonNode> filter,
        Optional<JsonNode> rules,
        Optional<String> comments,
        Optional<Integer> priority,
        Optional<Duration> lifetime,
        Optional<Boolean> retroactive,
        String state) {

    /** The letter switches one off; the word is refused. */
    private static final String OFF = "I";

    private static final long MAX_LIFE_DAYS = 365_000;

    static SubscriptionTerms of(JsonNode options) {
        Optional<JsonNode> filter = RucioJson.optional(options, "filter");
        Optional<JsonNode> rules = RucioJson.optional(options, "replication_rules");
        filter.ifPresent(SubscriptionTerms::requireFilter);
        rules.ifPresent(SubscriptionTerms::requireRules);
        Optional<String> state = RucioJson.optionalText(options, "state");
        if (state.filter(word -> !word.equals(OFF)).isPresent()) {
            throw RucioRefusal.invalidObject(state.get() + " is not a state");
        }
        return new SubscriptionTerms(
                filter,
                rules,
                RucioJson.optionalText(options, "comments"),
                RucioJson.optionalSmall(options, "priority"),
                // Days here, unlike anywhere else.
                RucioJson.lifetime(options, "lifetime")
                        .map(days -> Duration.ofDays(Math.min(days.toSeconds(), MAX_LIFE_DAYS))),
                RucioJson.optionalFlag(options, "retroactive"),
                state.isPresent() ? "INACTIVE" : "UPDATED");
    }

    private static void requireFilter(JsonNode filter) {
        if (!filter.isObject()) {
            throw RucioRefusal.invalidObject("filter is not of type 'object'");
        }
        try {
            filter.forEach(value -> Filter.texts(value).forEach(Pattern::compile));
        } catch (PatternSyntaxException e) {
            throw RucioRefusal.invalidObject(e.getPattern() + " is not a regular expression");
        }
    }

    private static void requireRules(JsonNode rules) {
        if (!rules.isArray() || rules.isEmpty()) {
            throw RucioRefusal.invalidObject("replication_rules is not of type 'array'");
        }
        for (JsonNode rule : rules) {
            RucioJson.required(rule, "rse_expression");
            RucioJson.required(rule, "copies");
            if (rule.path("activity").asText("default").equals("default")) {
                throw RucioRefusal.invalidObject("'default' is not one of the activities");
            }
        }
    }
}
