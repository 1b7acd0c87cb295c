package org.muster.sandbox.rucio.rules;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.rses.Rse;
import org.muster.sandbox.rucio.rses.Rses;
import org.muster.sandbox.storage.StorageTree;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Ends rules whose time is over. Replicas stay as a cache unless the rule says purge or they never arrived. */
@Component
final class Cleaning {

    private static final Logger LOG = LoggerFactory.getLogger(Cleaning.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Rses rses;
    private final StorageTree storage;
    private final Clock clock;
    private final RuleRepairs repairs = new RuleRepairs();

    Cleaning(JdbcClient jdbc, TransactionTemplate transaction, Rses rses, StorageTree storage, Clock clock) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rses = rses;
        this.storage = storage;
    }

    private record Ended(String id, boolean purge) {}

    private record Orphan(UncheckedDid did, String rse) {}

    /** A rule that was moved ends when the one in its place is OK. */
    void endReplacedRules() {
        jdbc.sql("""
                        update rucio_rules r set expires_at = now() from rucio_rules c
                        where c.id = r.child_rule_id and c.state = 'O' and (r.expires_at is null or r.expires_at > now())
                        """).update();
    }

    /** What has a tombstone goes, unless a rule has come to need it since. */
    int reap(int most) {
        List<Orphan> dead = jdbc.sql("""
                        with dead as materialized (
                            select scope, name, rse from rucio_replicas t
                            where tombstoned_at is not null and not exists (
                                select from rucio_locks k
                                where k.scope = t.scope and k.name = t.name and k.rse = t.rse)
                            limit :most)
                        delete from rucio_replicas r using dead d
                        where r.scope = d.scope and r.name = d.name and r.rse = d.rse
                        returning r.scope, r.name, r.rse
                        """)
                .param("most", most)
                .query((row, number) ->
                        new Orphan(new UncheckedDid(row.getString(1), row.getString(2)), row.getString(3)))
                .list();
        deleteFiles(dead);
        return dead.size();
    }

    int endExpiredRules(int most) {
        List<Ended> ended = jdbc.sql("""
                        select id, purge_replicas from rucio_rules
                        where expires_at <= now() order by expires_at limit :most
                        """)
                .param("most", most)
                .query((row, number) -> new Ended(row.getString(1), row.getBoolean(2)))
                .list();
        List<Ended> due = ended.stream()
                .filter(rule -> !repairs.waits(rule.id(), clock.instant()))
                .toList();
        for (Ended rule : due) {
            try {
                List<Orphan> orphans = transaction.execute(status -> end(rule));
                repairs.over(rule.id());
                deleteFiles(orphans == null ? List.of() : orphans);
            } catch (RuntimeException failed) {
                LOG.warn("Rule {} can not be ended", rule.id(), failed);
                repairs.failed(rule.id(), clock.instant());
            }
        }
        return due.size();
    }

    /** The rows go first: a file without a row is waste, a row without a file would be a lie. */
    private List<Orphan> end(Ended rule) {
        List<Orphan> orphans = jdbc.sql("""
                        delete from rucio_replicas r using rucio_locks k
                        where k.rule_id = :rule and r.scope = k.scope and r.name = k.name and r.rse = k.rse
                          and (:purge or r.state = 'C')
                          and not exists (
                              select from rucio_locks o where o.rule_id <> :rule
                              and o.scope = k.scope and o.name = k.name and o.rse = k.rse)
                        returning r.scope, r.name, r.rse
                        """)
                .param("rule", rule.id())
                .param("purge", rule.purge())
                .query((row, number) ->
                        new Orphan(new UncheckedDid(row.getString(1), row.getString(2)), row.getString(3)))
                .list();
        jdbc.sql("""
                        insert into rucio_rules_history (id, scope, name, account, rse_expression, state, locks_ok,
                            created_at)
                        select id, scope, name, account, rse_expression, state,
                            (select count(*) from rucio_locks k where k.rule_id = r.id and k.state = 'O'), created_at
                        from rucio_rules r where id = :rule
                        """).param("rule", rule.id()).update();
        jdbc.sql("delete from rucio_rules where id = :rule")
                .param("rule", rule.id())
                .update();
        return orphans;
    }

    private void deleteFiles(List<Orphan> orphans) {
        Map<String, Rse> known = orphans.isEmpty() ? Map.of() : rses.all();
        for (Orphan orphan : orphans) {
            Optional<Rse> rse = Optional.ofNullable(known.get(orphan.rse())).filter(Rse::deterministic);
            try {
                Optional<Path> file = rse.flatMap(there -> file(there, orphan.did()));
                if (file.isPresent()) {
                    storage.delete(file.get());
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("Could not delete {} on {}: {}", orphan.did(), orphan.rse(), e.getMessage());
            }
        }
    }

    private Optional<Path> file(Rse rse, UncheckedDid did) {
        return rse.protocols().stream()
                .map(protocol -> storage.fileOf(URI.create(protocol.pfn(rse.path(did)))))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
