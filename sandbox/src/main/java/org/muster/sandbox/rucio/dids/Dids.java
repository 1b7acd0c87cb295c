package org.muster.sandbox.rucio.dids;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.rucio.accounts.Scopes;
import org.muster.sandbox.rucio.http.CallerAccount;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds, makes and closes DIDs. */
@Component
public final class Dids {

    private final JdbcClient jdbc;
    private final Scopes scopes;
    private final Clock clock;

    Dids(JdbcClient jdbc, Scopes scopes, Clock clock) {
        this.jdbc = jdbc;
        this.scopes = scopes;
        this.clock = clock;
    }

    public Optional<KnownDid> find(UncheckedDid did) {
        return jdbc.sql("select * from rucio_dids where scope = :scope and name = :name")
                .param("scope", did.scope())
                .param("name", did.name())
                .query((row, number) -> KnownDid.of(row))
                .optional();
    }

    public KnownDid get(UncheckedDid did) {
        return find(did).orElseThrow(() -> RucioRefusal.didNotFound(did));
    }

    /** A collection that is still to be made. */
    record NewCollection(
            UncheckedDid did, DidType type, boolean monotonic, Map<String, Object> meta, Optional<Duration> lifetime) {}

    void create(CallerAccount caller, NewCollection collection) {
        UncheckedDid did = collection.did();
        if (collection.type() == DidType.FILE) {
            throw RucioRefusal.unsupported("Only collection (dataset/container) can be registered.");
        }
        scopes.requireWrite(caller, did.scope());
        int made = jdbc.sql("""
                        insert into rucio_dids (scope, name, did_type, account, monotonic, meta, expired_at, is_new)
                        values (:scope, :name, :type, :account, :monotonic, cast(:meta as jsonb), :expiredAt, true)
                        on conflict do nothing
                        """)
                .param("scope", did.scope())
                .param("name", did.name())
                .param("type", collection.type().letter())
                .param("account", caller.name())
                .param("monotonic", collection.monotonic())
                .param("meta", RucioJson.write(collection.meta()))
                .param(
                        "expiredAt",
                        collection
                                .lifetime()
                                .map(clock.instant()::plus)
                                .map(time -> time.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        if (made == 0) {
            throw new RucioRefusal(409, "DataIdentifierAlreadyExists", "Data Identifier already exists!");
        }
    }

    /** Closing fixes length and bytes; a second time it is refused. */
    void setOpen(CallerAccount caller, UncheckedDid did, boolean open) {
        KnownDid known = get(did);
        scopes.requireWrite(caller, did.scope());
        boolean refused = known.type() == DidType.FILE || known.open() == open || (open && !caller.privileged());
        if (refused) {
            throw RucioRefusal.unsupported(
                    String.format(Locale.ROOT, "The status of the data identifier '%s' cannot be changed", did));
        }
        jdbc.sql("""
                        update rucio_dids d set is_open = :open, updated_at = now(),
                            (bytes, length) = (
                                select case when :open then null else coalesce(sum(f.bytes), 0) end,
                                       case when :open then null else count(*) end
                                from rucio_files_of(:scope, :name) c
                                join rucio_dids f on f.scope = c.scope and f.name = c.name)
                        where d.scope = :scope and d.name = :name
                        """)
                .param("open", open)
                .param("scope", did.scope())
                .param("name", did.name())
                .update();
    }

    void expire(CallerAccount caller, UncheckedDid did, Optional<Duration> lifetime) {
        get(did);
        scopes.requireWrite(caller, did.scope());
        jdbc.sql("update rucio_dids set expired_at = :expiredAt where scope = :scope and name = :name")
                .param(
                        "expiredAt",
                        lifetime.map(clock.instant()::plus)
                                .map(time -> time.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("scope", did.scope())
                .param("name", did.name())
                .update();
    }

    Map<String, Object> meta(UncheckedDid did) {
        return jdbc.sql("select meta from rucio_dids where scope = :scope and name = :name")
                .param("scope", did.scope())
                .param("name", did.name())
                .query((row, number) -> RucioJson.readMap(row.getString(1)))
                .optional()
                .orElseThrow(() -> RucioRefusal.didNotFound(did));
    }

    void addMeta(CallerAccount caller, UncheckedDid did, Map<String, Object> values) {
        get(did);
        scopes.requireWrite(caller, did.scope());
        jdbc.sql("update rucio_dids set meta = meta || cast(:meta as jsonb) where scope = :scope and name = :name")
                .param("meta", RucioJson.write(values))
                .param("scope", did.scope())
                .param("name", did.name())
                .update();
    }

    void removeMeta(CallerAccount caller, UncheckedDid did, String key) {
        if (!meta(did).containsKey(key)) {
            throw new RucioRefusal(404, "KeyNotFound", String.format(Locale.ROOT, "Key %s not found", key));
        }
        scopes.requireWrite(caller, did.scope());
        jdbc.sql("update rucio_dids set meta = meta - :key where scope = :scope and name = :name")
                .param("key", key)
                .param("scope", did.scope())
                .param("name", did.name())
                .update();
    }

    List<KnownDid> parents(UncheckedDid did) {
        return jdbc.sql("""
                        select d.* from rucio_contents c join rucio_dids d on d.scope = c.scope and d.name = c.name
                        where c.child_scope = :scope and c.child_name = :name order by d.scope, d.name
                        """)
                .param("scope", did.scope())
                .param("name", did.name())
                .query((row, number) -> KnownDid.of(row))
                .list();
    }
}
