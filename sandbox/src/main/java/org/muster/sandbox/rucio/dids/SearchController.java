package org.muster.sandbox.rucio.dids;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.muster.protocol.http.Json;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Search in a scope by type, name and equal metadata. Collections are meant unless a type is given. */
@RestController
@RequestMapping("/rucio/dids")
final class SearchController {

    private static final Map<String, List<String>> TYPES = Map.of(
            "all", List.of("F", "D", "C"),
            "collection", List.of("D", "C"),
            "container", List.of("C"),
            "dataset", List.of("D"),
            "file", List.of("F"));
    private static final List<String> NO_FILTERS = List.of("type", "limit", "long", "recursive");
    private static final int MAX_FOUND = 1_000_000;

    private final JdbcClient jdbc;

    SearchController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/{scope}/dids/search")
    void search(RucioCall call, @PathVariable("scope") String scope) {
        String type = call.query("type").orElse("collection");
        int most = call.query("limit").flatMap(SearchController::number).orElse(MAX_FOUND);
        boolean detailed = call.query("long")
                .filter(value -> List.of("True", "1").contains(value))
                .isPresent();
        List<Map<String, String>> groups = groups(call);
        groups.forEach(group -> group.put("type", known(group.getOrDefault("type", type))));
        call.stream(out -> {
            Set<String> shown = new HashSet<>();
            for (Map<String, String> group : groups) {
                find(scope, group, most, row -> {
                    String name = row.getString("name");
                    if (!shown.add(name)) {
                        return;
                    }
                    if (!detailed) {
                        out.line(name);
                        return;
                    }
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("scope", scope);
                    line.put("name", name);
                    line.put(
                            "did_type",
                            DidType.ofLetter(row.getString("did_type")).name());
                    line.put("bytes", row.getObject("bytes", Long.class));
                    line.put("length", row.getObject("length", Long.class));
                    out.line(line);
                });
            }
        });
    }

    /** What is no number bounds nothing. */
    private static Optional<Integer> number(String text) {
        return text.matches("\\d{1,6}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /** The type of a group stands before the one of the address: the command lines put it there. */
    private static String known(String type) {
        String known = type.toLowerCase(Locale.ROOT);
        if (!TYPES.containsKey(known)) {
            throw RucioRefusal.unsupported(
                    String.format(Locale.ROOT, "%s is not a valid type. Valid types are %s", type, TYPES.keySet()));
        }
        return known;
    }

    private void find(String scope, Map<String, String> group, int most, RowCallbackHandler each) {
        Map<String, String> metadata = new TreeMap<>(group);
        List<String> types = TYPES.getOrDefault(metadata.remove("type"), List.of());
        String name = Optional.ofNullable(metadata.remove("name")).orElse("*");
        jdbc.sql("""
                        select name, did_type, bytes, length from rucio_dids d
                        where scope = :scope and did_type = any(:types) and name like :name
                          and not exists (
                              select from unnest(cast(:keys as text[]), cast(:values as text[])) as m (key, value)
                              where d.meta ->> m.key is distinct from m.value)
                        order by name limit :most
                        """)
                .param("scope", scope)
                .param("types", types.toArray(new String[0]))
                .param("name", like(name))
                .param("keys", metadata.keySet().toArray(new String[0]))
                .param("values", metadata.values().toArray(new String[0]))
                .param("most", most)
                .query(each);
    }

    /** What must hold, group by group: one of them must. */
    private static List<Map<String, String>> groups(RucioCall call) {
        Optional<String> literal = call.query("filters");
        if (literal.isPresent()) {
            return ofLiteral(literal.get());
        }
        Map<String, String> group = new TreeMap<>();
        for (String key : call.queryKeys()) {
            if (!NO_FILTERS.contains(key)) {
                call.query(key).ifPresent(value -> group.put(key, value));
            }
        }
        return List.of(group);
    }

    /** A list of dictionaries as Python writes them, which is JSON but for the quotes. */
    private static List<Map<String, String>> ofLiteral(String literal) {
        try {
            List<Map<String, String>> groups = new ArrayList<>();
            JsonNode read = Json.mapper()
                    .reader()
                    .with(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                    .readTree(literal);
            for (JsonNode each : read.isObject() ? List.of(read) : read) {
                Map<String, String> group = new TreeMap<>();
                each.properties()
                        .forEach(entry ->
                                group.put(entry.getKey(), entry.getValue().asText()));
                groups.add(group);
            }
            return groups;
        } catch (JsonProcessingException e) {
            throw RucioRefusal.valueError("cannot read the filters");
        }
    }

    /** An underscore is a letter here, the star a wildcard, and the percent sign one too. */
    private static String like(String pattern) {
        return pattern.replace("\\", "\\\\").replace("_", "\\_").replace('*', '%');
    }
}
