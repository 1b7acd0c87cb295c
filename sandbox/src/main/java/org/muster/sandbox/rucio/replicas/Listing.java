package org.muster.sandbox.rucio.replicas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.muster.sandbox.rucio.http.Did;
import org.muster.sandbox.rucio.http.Json;
import org.muster.sandbox.rucio.http.RucioError;

/** What {@code POST /replicas/list} is asked. */
record Listing(
        List<Did> dids,
        Optional<Set<String>> schemes,
        Optional<String> rseExpression,
        Optional<String> domain,
        Optional<String> clientSite,
        Set<ReplicaState> states,
        boolean ignoreAvailability) {

    private static final Set<String> SORTINGS = Set.of("geoip", "random", "custom_table");

    static Listing of(JsonNode body) {
        Json.optionalText(body, "sort").filter(sort -> !SORTINGS.contains(sort)).ifPresent(sort -> {
            throw new RucioError(400, "SortingAlgorithmNotSupported", "Sorting algorithm not supported: " + sort);
        });
        List<Did> dids = body.has("dids") ? Json.dids(body, "dids") : List.of();
        boolean unavailableToo = Json.flag(body, "unavailable");
        return new Listing(
                dids,
                Json.optional(body, "schemes").map(Listing::words),
                Json.optionalText(body, "rse_expression"),
                Json.optionalText(body, "domain"),
                Json.optional(body, "client_location").flatMap(location -> Json.optionalText(location, "site")),
                states(Json.flag(body, "all_states"), unavailableToo),
                Json.flag(body, "ignore_availability") || body.has("unavailable"));
    }

    static Listing of(Did did) {
        return new Listing(
                List.of(did),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(ReplicaState.AVAILABLE),
                false);
    }

    private static Set<ReplicaState> states(boolean all, boolean unavailableToo) {
        if (all) {
            return Set.of(ReplicaState.values());
        }
        return unavailableToo
                ? Set.of(ReplicaState.AVAILABLE, ReplicaState.UNAVAILABLE, ReplicaState.COPYING)
                : Set.of(ReplicaState.AVAILABLE);
    }

    private static Set<String> words(JsonNode list) {
        Set<String> words = new TreeSet<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }
}
