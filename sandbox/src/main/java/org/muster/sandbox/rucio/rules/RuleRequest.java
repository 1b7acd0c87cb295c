package org.muster.sandbox.rucio.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.muster.sandbox.rucio.http.Did;
import org.muster.sandbox.rucio.http.Json;
import org.muster.sandbox.rucio.http.RucioError;

/** What {@code POST /rules/} asks for. */
record RuleRequest(
        List<Did> dids,
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
        boolean asynchronous) {

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

    static RuleRequest of(JsonNode body) {
        int copies = Json.required(body, "copies").asInt();
        if (copies <= 0) {
            throw new RucioError(
                    500, "InvalidValueForKey", "Invalid value for key.\nDetails: The number of copies must be > 0");
        }
        String grouping = Json.optionalText(body, "grouping").orElse("DATASET").toUpperCase(Locale.ROOT);
        String activity = Json.optionalText(body, "activity").orElse("User Subscriptions");
        Optional<JsonNode> meta = Json.optional(body, "meta");
        requireSchema(GROUPINGS.contains(grouping), grouping + " is not a grouping");
        requireSchema(ACTIVITIES.contains(activity), activity + " is not an activity");
        requireSchema(meta.map(JsonNode::isTextual).orElse(true), "meta is not of type 'string'");
        return new RuleRequest(
                Json.dids(body, "dids"),
                Json.text(body, "account"),
                copies,
                Json.text(body, "rse_expression"),
                grouping,
                Json.optional(body, "lifetime").map(seconds -> Duration.ofSeconds(seconds.asLong())),
                Json.flag(body, "locked"),
                Json.optionalText(body, "source_replica_expression"),
                activity,
                Json.flag(body, "purge_replicas"),
                Json.flag(body, "ignore_availability"),
                Json.optionalText(body, "comment"),
                Json.optional(body, "priority").map(JsonNode::asInt).orElse(DEFAULT_PRIORITY),
                meta.map(JsonNode::textValue),
                Json.flag(body, "asynchronous"));
    }

    private static void requireSchema(boolean holds, String problem) {
        if (!holds) {
            throw RucioError.invalidObject(problem).withStatus(409);
        }
    }
}
