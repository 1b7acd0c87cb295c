package org.muster.sandbox.rucio.dids;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioError;
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
    private static final List<String> NO_FILTERS = List.of("type", "limit", "long", "recursive", "name");
    private static final int MAX_FOUND = 1_000_000;

    private final JdbcClient jdbc;

    SearchController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/{scope}/dids/search")
    void search(RucioCall call, @PathVariable("scope") String scope) {
        String type = call.query("type").orElse("collection").toLowerCase(Locale.ROOT);
        if (!TYPES.containsKey(type)) {
            throw RucioError.unsupported("Valid type are: " + TYPES.keySet());
        }
        Map<String, String> metadata = new TreeMap<>();
        for (String key : call.queryKeys()) {
            if (!NO_FILTERS.contains(key)) {
                call.query(key).ifPresent(value -> metadata.put(key, value));
            }
        }
        boolean detailed = call.has("long");
        call.stream(out -> {
            RowCallbackHandler each = row -> {
                String name = row.getString("name");
                if (!detailed) {
                    out.line(name);
                    return;
                }
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("scope", scope);
                line.put("name", name);
                line.put("did_type", DidType.ofLetter(row.getString("did_type")).name());
                line.put("bytes", row.getObject("bytes", Long.class));
                line.put("length", row.getObject("length", Long.class));
                out.line(line);
            };
            jdbc.sql("""
                            select name, did_type, bytes, length from rucio_dids d
                            where scope = :scope and did_type = any(:types) and name like :name
                              and not exists (
                                  select from unnest(cast(:keys as text[]), cast(:values as text[])) as m (key, value)
                                  where d.meta ->> m.key is distinct from m.value)
                            order by name limit :most
                            """)
                    .param("scope", scope)
                    .param("types", TYPES.getOrDefault(type, List.of()).toArray(new String[0]))
                    .param("name", like(call.query("name").orElse("*")))
                    .param("keys", metadata.keySet().toArray(new String[0]))
                    .param("values", metadata.values().toArray(new String[0]))
                    .param("most", call.query("limit").map(Integer::valueOf).orElse(MAX_FOUND))
                    .query(each);
        });
    }

    /** An underscore is a letter here, the star a wildcard, and the percent sign one too. */
    private static String like(String pattern) {
        return pattern.replace("\\", "\\\\").replace("_", "\\_").replace('*', '%');
    }
}
