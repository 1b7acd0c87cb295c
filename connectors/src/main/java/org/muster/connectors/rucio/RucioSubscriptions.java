package org.muster.connectors.rucio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Standing orders for rules on new datasets. They work where Rucio's transmogrifier runs. */
public final class RucioSubscriptions {
    /** Rucio's letter; the word is refused. */
    private static final String INACTIVE = "I";

    private final RucioHttp http;

    RucioSubscriptions(RucioHttp http) {
        this.http = http;
    }

    public List<Subscription> of(String account) {
        return http.list("GET", "/subscriptions/" + RucioHttp.escape(account), "").stream()
                .map(RucioSubscriptions::read)
                .toList();
    }

    public Optional<Subscription> find(String account, String name) {
        try {
            return http.list("GET", path(account, name), "").stream()
                    .map(RucioSubscriptions::read)
                    .findFirst();
        } catch (RucioRefused e) {
            if (e.error() == RucioError.SUBSCRIPTION_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Makes a subscription, or gives one of this name that is there already these terms. */
    public void put(
            String account, String name, Map<String, List<String>> filter, List<RuleTerms> rules, String comment) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("filter", filter(filter));
        options.put(
                "replication_rules",
                rules.stream().map(RucioSubscriptions::rule).toList());
        options.put("comments", comment);
        // Must be there, even without a value.
        options.put("lifetime", null);
        options.put("retroactive", false);
        try {
            http.post(path(account, name), Map.of("options", options));
        } catch (RucioRefused e) {
            if (e.error() != RucioError.SUBSCRIPTION_EXISTS) {
                throw e;
            }
            http.put(path(account, name), Map.of("options", options));
        }
    }

    /** Every value is a list but the regular expression on names. */
    private static Map<String, Object> filter(Map<String, List<String>> given) {
        Map<String, Object> filter = new LinkedHashMap<>(given);
        filter.computeIfPresent("pattern", (key, value) -> String.join("|", given.getOrDefault(key, List.of())));
        return filter;
    }

    private static Map<String, Object> rule(RuleTerms terms) {
        Map<String, Object> rule = new LinkedHashMap<>(terms.body());
        rule.remove("account");
        // Rucio's own default is not one of the values that it allows.
        rule.putIfAbsent(RuleOption.ACTIVITY.key(), "User Subscriptions");
        return rule;
    }

    /** There is no deleting. */
    public void switchOff(String account, String name) {
        http.put(path(account, name), Map.of("options", Map.of("state", INACTIVE)));
    }

    private static String path(String account, String name) {
        return "/subscriptions/" + RucioHttp.escape(account) + "/" + RucioHttp.escape(name);
    }

    /** Filter and rules come as JSON inside of a text. */
    private static Subscription read(JsonNode node) {
        return new Subscription(
                RucioRecords.text(node, "id"),
                RucioRecords.text(node, "account"),
                RucioRecords.text(node, "name"),
                RucioRecords.text(node, "state"),
                RucioAnswers.json(RucioRecords.text(node, "filter")),
                RucioAnswers.json(RucioRecords.text(node, "replication_rules")),
                RucioRecords.text(node, "comments"));
    }
}
