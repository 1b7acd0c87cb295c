package org.muster.sandbox.rucio.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;

/** What {@code POST /rules/} asks for. */
public record RuleRequest(
        List<UncheckedDid> dids,
        String account,
        int copies,
        String rseExpression,
        String grouping,
        Optional<Duration> lifetime,
        boolean locked,
        Optional<String> sourceReplicaExpression,
        String activity,
        boolean purgeReplicas,
        boolean ignoreAvailability,
        Optional<String> comment,
        int priority,
        Optional<String> meta,
        boolean asynchronous,
        Optional<String> subscriptionId) {

    private static final Set<String> ACTIVITIES = Set.of(
            "Data Brokering",
            "Data Consolidation",
            "Data Rebalancing",
            "Debug",
            "Express",
            "Functional Test",
            "Group Subscriptions",
            "Production Input",
            "Production Output",
            "Analysis Input",
            "Analysis Output",
            "Staging",
            "T0 Export",
            "T0 Tape",
            "Upload/Download (Job)",
            "Upload/Download (User)",
            "User Subscriptions",
            "Data Challenge",
            "default");
    private static final Set<String> GROUPINGS = Set.of("ALL", "DATASET", "NONE");
    private static final int DEFAULT_PRIORITY = 3;

    public static RuleRequest of(JsonNode body) {
        int copies = RucioJson.small(body, "copies");
        if (copies <= 0) {
            throw new RucioRefusal(
                    500, "InvalidValueForKey", "The number of copies for a replication rule should be greater than 0.");
        }
        String grouping =
                RucioJson.optionalText(body, "grouping").orElse("DATASET").toUpperCase(Locale.ROOT);
        String activity = activity(RucioJson.optionalText(body, "activity").orElse("User Subscriptions"));
        Optional<JsonNode> meta = RucioJson.optional(body, "meta");
        requireSchema(GROUPINGS.contains(grouping), grouping + " is not a grouping");
        requireSchema(meta.map(JsonNode::isTextual).orElse(true), "meta is not of type 'string'");
        return new RuleRequest(
                RucioJson.dids(body, "dids"),
                RucioJson.text(body, "account"),
                copies,
                RucioJson.text(body, "rse_expression"),
                grouping,
                RucioJson.lifetime(body, "lifetime"),
                RucioJson.flag(body, "locked"),
                RucioJson.optionalText(body, "source_replica_expression"),
                activity,
                RucioJson.flag(body, "purge_replicas"),
                RucioJson.flag(body, "ignore_availability"),
                RucioJson.optionalText(body, "comment"),
                RucioJson.optionalSmall(body, "priority").orElse(DEFAULT_PRIORITY),
                meta.map(JsonNode::textValue),
                RucioJson.flag(body, "asynchronous"),
                RucioJson.optionalText(body, "subscription_id"));
    }

    static String activity(String word) {
        requireSchema(ACTIVITIES.contains(word), word + " is not an activity");
        return word;
    }

    private static void requireSchema(boolean holds, String problem) {
        if (!holds) {
            throw RucioRefusal.invalidObject(problem).withStatus(409);
        }
    }
}
