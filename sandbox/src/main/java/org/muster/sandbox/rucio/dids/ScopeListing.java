package org.muster.sandbox.rucio.dids;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.muster.sandbox.rucio.http.JsonStream;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.http.WireDates;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is at the top of a scope, below one DID with its level, or was there once. */
@RestController
@RequestMapping("/rucio/dids")
final class ScopeListing {

    private enum Depth {
        ONE,
        ALL
    }

    private final Dids dids;
    private final JdbcClient jdbc;

    ScopeListing(Dids dids, JdbcClient jdbc) {
        this.dids = dids;
        this.jdbc = jdbc;
    }

    @GetMapping("/{scope}/")
    void list(RucioCall call, @PathVariable("scope") String scope) {
        Depth depth = call.query("recursive").filter(Boolean::parseBoolean).isPresent() ? Depth.ALL : Depth.ONE;
        Optional<String> name = call.query("name");
        if (name.isPresent()) {
            UncheckedDid did = dids.get(new UncheckedDid(scope, name.get())).did();
            call.stream(out -> below(did, depth, out));
            return;
        }
        call.stream(out -> {
            RowCallbackHandler eachRow = row -> {
                DidType type = DidType.ofLetter(row.getString("did_type"));
                UncheckedDid did = new UncheckedDid(scope, row.getString("name"));
                Map<String, Object> line = line(did, type, 0);
                line.put("parent", null);
                line.put("bytes", type == DidType.FILE ? row.getObject("bytes", Long.class) : null);
                out.line(line);
                if (depth == Depth.ALL && type != DidType.FILE) {
                    below(did, Depth.ALL, out);
                }
            };
            jdbc.sql("""
                            select name, did_type, bytes from rucio_dids d
                            where scope = :scope and not exists (
                                select from rucio_contents c
                                where c.scope = :scope and c.child_scope = d.scope and c.child_name = d.name)
                            order by name
                            """).param("scope", scope).query(eachRow);
        });
    }

    /** What was taken out of a collection. */
    @GetMapping("/{scope}/{name}/dids/history")
    void takenOut(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        UncheckedDid did = dids.get(new UncheckedDid(scope, name)).did();
        call.stream(out -> {
            RowCallbackHandler eachRow = row -> {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("scope", row.getString("child_scope"));
                line.put("name", row.getString("child_name"));
                line.put("type", DidType.ofLetter(row.getString("child_type")).name());
                for (String column : List.of("bytes", "adler32", "md5")) {
                    line.put(column, row.getObject(column));
                }
                line.put("deleted_at", date(row, "deleted_at"));
                line.put("created_at", date(row, "created_at"));
                line.put("updated_at", date(row, "deleted_at"));
                out.line(line);
            };
            jdbc.sql("""
                            select h.*, d.bytes, d.adler32, d.md5 from rucio_contents_history h
                            left join rucio_dids d on d.scope = h.child_scope and d.name = h.child_name
                            where h.scope = :scope and h.name = :name order by h.deleted_at, h.child_name
                            """).param("scope", did.scope()).param("name", did.name()).query(eachRow);
        });
    }

    private static @Nullable String date(ResultSet row, String column) throws SQLException {
        return WireDates.formatNullable(row.getObject(column, OffsetDateTime.class));
    }

    /** Depth first, as deep as it goes or one level. */
    private void below(UncheckedDid top, Depth depth, JsonStream out) {
        RowCallbackHandler eachRow = row -> {
            Map<String, Object> line = line(
                    new UncheckedDid(row.getString("child_scope"), row.getString("child_name")),
                    DidType.ofLetter(row.getString("child_type")),
                    row.getInt("level"));
            line.put("parent", Map.of("scope", row.getString("scope"), "name", row.getString("name")));
            out.line(line);
        };
        jdbc.sql("""
                        with recursive tree (scope, name, child_scope, child_name, child_type, level, path) as (
                            select c.scope, c.name, c.child_scope, c.child_name, c.child_type, 1, array[c.child_name]
                            from rucio_contents c where c.scope = :scope and c.name = :name
                            union all
                            select c.scope, c.name, c.child_scope, c.child_name, c.child_type, t.level + 1,
                                t.path || c.child_name
                            from tree t join rucio_contents c on c.scope = t.child_scope and c.name = t.child_name
                            where :recursive)
                        select * from tree order by path
                        """)
                .param("scope", top.scope())
                .param("name", top.name())
                .param("recursive", depth == Depth.ALL)
                .query(eachRow);
    }

    private static Map<String, Object> line(UncheckedDid did, DidType type, int level) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("scope", did.scope());
        line.put("name", did.name());
        line.put("type", type.name());
        line.put("level", level);
        return line;
    }
}
