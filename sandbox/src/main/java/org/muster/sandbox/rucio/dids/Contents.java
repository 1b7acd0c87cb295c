package org.muster.sandbox.rucio.dids;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.sandbox.rucio.accounts.Scopes;
import org.muster.sandbox.rucio.http.CallerAccount;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is in datasets (files) and in containers (datasets and containers). */
@Component
final class Contents {

    private final JdbcClient jdbc;
    private final Dids dids;
    private final Scopes scopes;

    Contents(JdbcClient jdbc, Dids dids, Scopes scopes) {
        this.jdbc = jdbc;
        this.dids = dids;
        this.scopes = scopes;
    }

    /** What to do about a child that is already there. */
    enum Duplicates {
        REFUSE,
        IGNORE
    }

    /** Attaches all children or, by throwing, none; the caller holds the transaction. */
    void attach(CallerAccount caller, UncheckedDid parent, List<JsonNode> children, Duplicates duplicates) {
        KnownDid collection = dids.get(parent);
        scopes.requireWrite(caller, parent.scope());
        if (collection.type() == DidType.FILE) {
            throw RucioRefusal.unsupported(String.format(Locale.ROOT, "Data identifier '%s' is a file", parent));
        }
        if (!collection.open()) {
            throw RucioRefusal.unsupported(String.format(Locale.ROOT, "Data identifier '%s' is closed", parent));
        }
        Map<UncheckedDid, JsonNode> asked = new LinkedHashMap<>();
        children.forEach(child -> asked.put(UncheckedDid.of(child), child));
        Map<UncheckedDid, KnownDid> known = known(asked.keySet());
        for (Map.Entry<UncheckedDid, JsonNode> entry : asked.entrySet()) {
            KnownDid child = known.get(entry.getKey());
            if (child == null) {
                throw RucioRefusal.didNotFound(entry.getKey());
            }
            requireFits(collection, child);
            requireSame(child, entry.getValue());
        }
        if (collection.type() == DidType.CONTAINER) {
            requireNoCycle(parent, asked.keySet());
        }
        int added = jdbc.sql("""
                        with added as (
                            insert into rucio_contents (scope, name, child_scope, child_name, child_type)
                            select :scope, :name, d.scope, d.name, d.did_type
                            from unnest(cast(:scopes as text[]), cast(:names as text[])) as a (scope, name)
                            join rucio_dids d on d.scope = a.scope and d.name = a.name
                            on conflict do nothing
                            returning scope, name, child_scope, child_name),
                        noted as (
                            insert into rucio_new_contents (scope, name, child_scope, child_name)
                            select scope, name, child_scope, child_name from added on conflict do nothing)
                        select count(*) from added
                        """)
                .param("scope", parent.scope())
                .param("name", parent.name())
                .param(
                        "scopes",
                        asked.keySet().stream().map(UncheckedDid::scope).toArray(String[]::new))
                .param("names", asked.keySet().stream().map(UncheckedDid::name).toArray(String[]::new))
                .query(Integer.class)
                .single();
        if (added < children.size() && duplicates == Duplicates.REFUSE) {
            throw collection.type() == DidType.DATASET
                    ? new RucioRefusal(409, "FileAlreadyExists", "A file with the same name already exists in a scope.")
                    : new RucioRefusal(
                            409, "DuplicateContent", "Data identifier already added to the destination content.");
        }
    }

    void detach(CallerAccount caller, UncheckedDid parent, List<UncheckedDid> children) {
        dids.get(parent);
        scopes.requireWrite(caller, parent.scope());
        for (UncheckedDid child : children) {
            int removed = jdbc.sql("""
                            with gone as (
                                delete from rucio_contents
                                where scope = :scope and name = :name
                                  and child_scope = :childScope and child_name = :childName
                                returning scope, name, child_scope, child_name, child_type, created_at)
                            insert into rucio_contents_history select gone.*, now() from gone
                            """)
                    .param("scope", parent.scope())
                    .param("name", parent.name())
                    .param("childScope", child.scope())
                    .param("childName", child.name())
                    .update();
            if (removed == 0) {
                throw RucioRefusal.didNotFound(child);
            }
        }
    }

    /** The direct content. */
    Stream<Map<String, Object>> children(UncheckedDid parent) {
        return jdbc
                .sql("""
                        select d.* from rucio_contents c
                        join rucio_dids d on d.scope = c.child_scope and d.name = c.child_name
                        where c.scope = :scope and c.name = :name order by d.scope, d.name
                        """)
                .param("scope", parent.scope())
                .param("name", parent.name())
                .query((row, number) -> {
                    KnownDid child = KnownDid.of(row);
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("scope", child.did().scope());
                    line.put("name", child.did().name());
                    line.put("type", child.type().name());
                    line.put("bytes", child.bytes());
                    line.put("adler32", child.adler32());
                    line.put("md5", child.md5());
                    return line;
                })
                .stream();
    }

    /** All files below, at any depth, or the file itself. */
    Stream<Map<String, Object>> files(UncheckedDid did) {
        return jdbc
                .sql("""
                        select d.scope, d.name, d.bytes, d.adler32, d.meta ->> 'guid' as guid, d.meta ->> 'events' as events
                        from rucio_files_of(:scope, :name) f
                        join rucio_dids d on d.scope = f.scope and d.name = f.name
                        order by d.scope, d.name
                        """)
                .param("scope", did.scope())
                .param("name", did.name())
                .query((row, number) -> {
                    String events = row.getString("events");
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("scope", row.getString("scope"));
                    line.put("name", row.getString("name"));
                    line.put("bytes", row.getObject("bytes", Long.class));
                    line.put("adler32", row.getString("adler32"));
                    line.put(
                            "guid",
                            Optional.ofNullable(row.getString("guid"))
                                    .map(guid -> guid.replace("-", "").toUpperCase(Locale.ROOT))
                                    .orElse(null));
                    line.put("events", events == null || !events.matches("\\d{1,18}") ? null : Long.valueOf(events));
                    return line;
                })
                .stream();
    }

    private Map<UncheckedDid, KnownDid> known(Iterable<UncheckedDid> asked) {
        List<String> scopeList = new ArrayList<>();
        List<String> nameList = new ArrayList<>();
        asked.forEach(did -> {
            scopeList.add(did.scope());
            nameList.add(did.name());
        });
        Map<UncheckedDid, KnownDid> known = new LinkedHashMap<>();
        jdbc.sql("""
                        select d.* from unnest(cast(:scopes as text[]), cast(:names as text[])) as a (scope, name)
                        join rucio_dids d on d.scope = a.scope and d.name = a.name
                        """)
                .param("scopes", scopeList.toArray(new String[0]))
                .param("names", nameList.toArray(new String[0]))
                .query((row, number) -> KnownDid.of(row))
                .list()
                .forEach(did -> known.put(did.did(), did));
        return known;
    }

    private static void requireFits(KnownDid collection, KnownDid child) {
        boolean fits = (collection.type() == DidType.DATASET) == (child.type() == DidType.FILE);
        if (!fits) {
            throw RucioRefusal.unsupported(String.format(
                    Locale.ROOT,
                    "Mixed collection is not allowed: '%s' is a %s(expected type: %s)",
                    child.did(),
                    child.type(),
                    collection.type() == DidType.DATASET ? DidType.FILE : DidType.DATASET));
        }
    }

    /** Attaching, unlike registering, does look at the size and checksum it is told. */
    private static void requireSame(KnownDid child, JsonNode told) {
        boolean sameBytes = RucioJson.optionalWhole(told, "bytes")
                .map(bytes -> Objects.equals(child.bytes(), bytes))
                .orElse(true);
        boolean sameChecksum = RucioJson.optionalText(told, "adler32")
                .map(checksum -> checksum.equalsIgnoreCase(child.adler32()))
                .orElse(true);
        if (!sameBytes || !sameChecksum) {
            throw new RucioRefusal(500, "FileConsistencyMismatch", "mismatch for '" + child.did() + "'");
        }
    }

    private void requireNoCycle(UncheckedDid parent, Iterable<UncheckedDid> children) {
        List<UncheckedDid> above = jdbc.sql("select scope, name from rucio_ancestors_of(:scope, :name)")
                .param("scope", parent.scope())
                .param("name", parent.name())
                .query((row, number) -> new UncheckedDid(row.getString(1), row.getString(2)))
                .list();
        for (UncheckedDid child : children) {
            if (above.contains(child)) {
                throw RucioRefusal.unsupported(String.format(
                        Locale.ROOT, "Circular attachment detected. %s already contains %s", child, parent));
            }
        }
    }
}
