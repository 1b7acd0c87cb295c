package org.muster.sandbox.rucio.replicas;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.rses.Rse;
import org.muster.sandbox.rucio.rses.Rses;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells where files are, and changes what is said about a replica. */
@Component
final class Replicas {

    private final JdbcClient jdbc;
    private final Rses rses;

    Replicas(JdbcClient jdbc, Rses rses) {
        this.jdbc = jdbc;
        this.rses = rses;
    }

    /** Unknown DIDs are left out without a word; the files come sorted, each once. */
    void list(Listing listing, Consumer<Map<String, Object>> lines) {
        Map<String, Rse> readable = new LinkedHashMap<>();
        List<Rse> wanted = listing.rseExpression()
                .map(rses::matching)
                .orElseGet(() -> List.copyOf(rses.all().values()));
        wanted.stream()
                .filter(rse -> listing.ignoreAvailability() || rse.availabilityRead())
                .forEach(rse -> readable.put(rse.name(), rse));
        ReplicaLines replicas = new ReplicaLines(listing, readable, lines);
        RowCallbackHandler eachRow = replicas::row;
        jdbc.sql("""
                        with asked as (
                            select d.scope, d.name, d.did_type
                            from unnest(cast(:scopes as text[]), cast(:names as text[])) as a (scope, name)
                            join rucio_dids d on d.scope = a.scope and d.name = a.name),
                        found as (
                            select scope, name, true as direct from asked where did_type = 'F'
                            union all
                            select f.scope, f.name, false
                            from asked c cross join lateral rucio_files_of(c.scope, c.name) f
                            where c.did_type <> 'F'),
                        files as (select scope, name, bool_or(direct) as direct from found group by scope, name)
                        select f.scope, f.name, f.direct, d.bytes, d.md5, d.adler32, r.rse, r.state, r.path
                        from files f
                        join rucio_dids d on d.scope = f.scope and d.name = f.name
                        left join rucio_replicas r
                            on r.scope = f.scope and r.name = f.name
                            and r.rse = any(cast(:rses as text[])) and r.state = any(cast(:states as text[]))
                        order by f.scope, f.name, r.rse
                        """)
                .param(
                        "scopes",
                        listing.dids().stream().map(UncheckedDid::scope).toArray(String[]::new))
                .param("names", listing.dids().stream().map(UncheckedDid::name).toArray(String[]::new))
                .param("rses", readable.keySet().toArray(String[]::new))
                .param(
                        "states",
                        listing.states().stream().map(ReplicaState::letter).toArray(String[]::new))
                .query(eachRow);
        replicas.end();
    }

    List<UncheckedDid> collectionsOf(UncheckedDid file) {
        return jdbc.sql("""
                        select scope, name from rucio_contents
                        where child_scope = :scope and child_name = :name order by scope, name
                        """)
                .param("scope", file.scope())
                .param("name", file.name())
                .query((row, number) -> new UncheckedDid(row.getString(1), row.getString(2)))
                .list();
    }

    Optional<ReplicaState> state(String rse, UncheckedDid did) {
        return jdbc.sql("select state from rucio_replicas where scope = :scope and name = :name and rse = :rse")
                .param("scope", did.scope())
                .param("name", did.name())
                .param("rse", rse)
                .query((row, number) -> ReplicaState.ofLetter(row.getString(1)))
                .optional();
    }

    void setState(String rse, UncheckedDid did, ReplicaState state) {
        int changed = jdbc.sql("""
                        update rucio_replicas set state = :state, updated_at = now()
                        where scope = :scope and name = :name and rse = :rse
                        """)
                .param("state", state.letter())
                .param("scope", did.scope())
                .param("name", did.name())
                .param("rse", rse)
                .update();
        if (changed == 0) {
            throw new RucioRefusal(
                    500,
                    "ReplicaNotFound",
                    String.format(
                            Locale.ROOT, "No row found for scope: %s name: %s rse: %s", did.scope(), did.name(), rse));
        }
    }

    /** Per RSE, how much of a collection is there: counted, not read from a summary that lags. */
    List<Map<String, Object>> perRse(UncheckedDid dataset) {
        return jdbc.sql("""
                        with files as (
                            select d.scope, d.name, d.bytes from rucio_files_of(:scope, :name) f
                            join rucio_dids d on d.scope = f.scope and d.name = f.name),
                        whole as (select count(*) as length, coalesce(sum(bytes), 0) as bytes from files)
                        select r.rse, x.id, w.length, w.bytes, min(r.created_at) as created_at,
                               max(r.updated_at) as updated_at,
                               count(*) filter (where r.state = 'A') as available_length,
                               coalesce(sum(f.bytes) filter (where r.state = 'A'), 0) as available_bytes
                        from whole w cross join files f
                        join rucio_replicas r on r.scope = f.scope and r.name = f.name
                        join rucio_rses x on x.rse = r.rse
                        group by r.rse, x.id, w.length, w.bytes order by r.rse
                        """)
                .param("scope", dataset.scope())
                .param("name", dataset.name())
                .query((row, number) -> {
                    long length = row.getLong("length");
                    long available = row.getLong("available_length");
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("scope", dataset.scope());
                    line.put("name", dataset.name());
                    line.put("rse", row.getString("rse"));
                    line.put("rse_id", row.getString("id"));
                    line.put("bytes", row.getDouble("bytes"));
                    line.put("length", length);
                    line.put("available_bytes", row.getDouble("available_bytes"));
                    line.put("available_length", available);
                    line.put("state", available == length ? "AVAILABLE" : "UNAVAILABLE");
                    return line;
                })
                .list();
    }
}
