package org.muster.connectors.fake;

import static org.muster.connectors.fake.RucioReplies.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.FakeServer.Request;
import org.muster.protocol.http.Json;

/** What is searched for in a scope: by type and name, in the address or in groups of filters. */
final class FakeSearch {
    private static final Map<String, Set<String>> TYPES = Map.of(
            "all", Set.of("FILE", "DATASET", "CONTAINER"),
            "collection", Set.of("DATASET", "CONTAINER"),
            "container", Set.of("CONTAINER"),
            "dataset", Set.of("DATASET"),
            "file", Set.of("FILE"));

    private final List<Group> groups;

    private record Group(Set<String> types, String pattern) {
        boolean finds(String type, String name) {
            return types.contains(type) && name.matches(pattern);
        }
    }

    private FakeSearch(List<Group> groups) {
        this.groups = groups;
    }

    /** Empty if it asks for a type that there is not. */
    static Optional<FakeSearch> of(Request request) {
        List<Group> groups = new ArrayList<>();
        String type = request.query().getOrDefault("type", "collection");
        for (JsonNode filter : filters(request)) {
            Set<String> types = TYPES.get(filter.path("type").asText(type).toLowerCase(Locale.ROOT));
            if (types == null) {
                return Optional.empty();
            }
            String pattern = filter.path("name").asText("*");
            groups.add(new Group(types, pattern.replace(".", "\\.").replace("*", ".*")));
        }
        return Optional.of(new FakeSearch(groups));
    }

    static Reply noSuchType() {
        return error(409, "UnsupportedOperation", "is not a valid type");
    }

    boolean finds(String type, String name) {
        return groups.stream().anyMatch(group -> group.finds(type, name));
    }

    /** As Python writes them, which is JSON but for the quotes. */
    private static Iterable<JsonNode> filters(Request request) {
        String literal = request.parameter("filters");
        if (literal.isEmpty()) {
            return List.of(
                    Json.mapper().valueToTree(Map.of("name", request.query().getOrDefault("name", "*"))));
        }
        try {
            JsonNode read = Json.mapper()
                    .reader()
                    .with(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .readTree(literal);
            return read.isObject() ? List.of(read) : read;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
