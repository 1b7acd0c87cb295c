package org.muster.sandbox.rucio.replicas;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;

/** What {@code POST /replicas/list} is asked. */
record Listing(
        List<UncheckedDid> dids,
        Optional<Set<String>> schemes,
        Optional<String> rseExpression,
        Optional<String> domain,
        Optional<String> clientSite,
        Set<ReplicaState> states,
        boolean ignoreAvailability,
        Schemes unnamed) {

    /** Which schemes are meant if none is named. */
    enum Schemes {
        BEST,
        ALL
    }

    private static final Set<String> SORTINGS = Set.of("geoip", "random", "custom_table");

    static Listing of(JsonNode body) {
        RucioJson.optionalText(body, "sort")
                .filter(sort -> !SORTINGS.contains(sort))
                .ifPresent(sort -> {
                    throw new RucioRefusal(
                            400, "SortingAlgorithmNotSupported", "Sorting algorithm not supported: " + sort);
                });
        List<UncheckedDid> dids = body.has("dids") ? RucioJson.dids(body, "dids") : List.of();
        boolean unavailableToo = RucioJson.flag(body, "unavailable");
        return new Listing(
                dids,
                RucioJson.optional(body, "schemes").map(Listing::words),
                RucioJson.optionalText(body, "rse_expression"),
                RucioJson.optionalText(body, "domain"),
                RucioJson.optional(body, "client_location")
                        .flatMap(location -> RucioJson.optionalText(location, "site")),
                states(RucioJson.flag(body, "all_states"), unavailableToo),
                RucioJson.flag(body, "ignore_availability") || body.has("unavailable"),
                Schemes.BEST);
    }

    /** Every scheme of a storage, for a client that takes what it can. */
    static Listing inEveryScheme(JsonNode body) {
        Listing asked = of(body);
        return new Listing(
                asked.dids(),
                asked.schemes(),
                asked.rseExpression(),
                asked.domain(),
                asked.clientSite(),
                asked.states(),
                asked.ignoreAvailability(),
                Schemes.ALL);
    }

    static Listing of(UncheckedDid did) {
        return new Listing(
                List.of(did),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(ReplicaState.AVAILABLE),
                false,
                Schemes.BEST);
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
