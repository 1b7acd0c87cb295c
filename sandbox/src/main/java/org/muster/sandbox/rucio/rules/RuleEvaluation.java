package org.muster.sandbox.rucio.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.sandbox.rucio.accounts.AccountLimits;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.rses.Rse;
import org.muster.sandbox.rucio.rses.Rses;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Turns a rule into locks: which files it protects on which RSE. A lock on an available replica is OK at once, any
 * other waits for a transfer. The caller holds the transaction.
 */
@Component
final class RuleEvaluation {

    private final TransferSettings settings;
    private final JdbcClient jdbc;
    private final Rses rses;
    private final AccountLimits limits;

    RuleEvaluation(JdbcClient jdbc, Rses rses, AccountLimits limits, TransferSettings settings) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.rses = rses;
        this.limits = limits;
    }

    private record Rule(
            String id,
            UncheckedDid did,
            String account,
            int copies,
            String expression,
            String grouping,
            boolean ignoreBlocks) {}

    /** Gives every file of the rule's DID the locks it lacks; used when a rule is new and when its DID has grown. */
    void place(String ruleId) {
        Rule rule = rule(ruleId);
        List<String> candidates = candidates(rule);
        jdbc.sql("""
                        with files as (select f.scope, f.name from rucio_files_of(:scope, :name) f),
                        missing as (
                            select f.scope, f.name, :copies - count(k.rse) as wanted
                            from files f
                            left join rucio_locks k on k.rule_id = :rule and k.scope = f.scope and k.name = f.name
                            group by f.scope, f.name
                            having count(k.rse) < :copies),
                        ranked as (
                            select m.scope, m.name, m.wanted, c.rse, r.state,
                                   row_number() over (partition by m.scope, m.name
                                       order by (r.state = 'A') desc nulls last, c.rank) as place
                            from missing m
                            cross join unnest(cast(:candidates as text[])) with ordinality as c (rse, rank)
                            left join rucio_replicas r on r.scope = m.scope and r.name = m.name and r.rse = c.rse
                            where not exists (
                                select from rucio_locks k where k.rule_id = :rule
                                and k.scope = m.scope and k.name = m.name and k.rse = c.rse))
                        insert into rucio_locks (rule_id, scope, name, rse, state, due_at)
                        select :rule, k.scope, k.name, k.rse, case when k.state = 'A' then 'O' else 'R' end,
                            now() + d.bytes * :secondsPerByte * interval '1 second'
                        from ranked k join rucio_dids d on d.scope = k.scope and d.name = k.name
                        where k.place <= k.wanted
                        """)
                .param("secondsPerByte", settings.secondsPerByte())
                .param("scope", rule.did().scope())
                .param("name", rule.did().name())
                .param("rule", rule.id())
                .param("copies", rule.copies())
                .param("candidates", candidates.toArray(new String[0]))
                .update();
        jdbc.sql("""
                        insert into rucio_replicas (scope, name, rse, state)
                        select scope, name, rse, 'C' from rucio_locks where rule_id = :rule and state = 'R'
                        on conflict do nothing
                        """).param("rule", rule.id()).update();
        requireQuota(rule);
        refresh(rule.id());
    }

    /** Derives the rule's state from its locks. */
    void refresh(String ruleId) {
        jdbc.sql("""
                        update rucio_rules r set updated_at = now(),
                            state = case when k.stuck > 0 then 'S' when k.replicating > 0 then 'R' else 'O' end,
                            stuck_at = case when k.stuck = 0 then null else coalesce(r.stuck_at, now()) end,
                            error = case when k.stuck = 0 then null else r.error end
                        from (select count(*) filter (where state = 'S') as stuck,
                                     count(*) filter (where state = 'R') as replicating
                              from rucio_locks where rule_id = :rule) k
                        where r.id = :rule and r.state in ('R', 'O', 'S')
                        """).param("rule", ruleId).update();
    }

    private Rule rule(String id) {
        return jdbc.sql("select * from rucio_rules where id = :id")
                .param("id", id)
                .query((row, number) -> new Rule(
                        id,
                        new UncheckedDid(row.getString("scope"), row.getString("name")),
                        row.getString("account"),
                        row.getInt("copies"),
                        row.getString("rse_expression"),
                        row.getString("grouping"),
                        row.getBoolean("ignore_availability")))
                .single();
    }

    /** The RSEs to use, best first; with grouping just as many as there are copies, so that files stay together. */
    private List<String> candidates(Rule rule) {
        List<String> writable = rses.matching(rule.expression()).stream()
                .filter(rse -> rse.availabilityWrite() || rule.ignoreBlocks())
                .filter(rse -> rse.deterministic())
                .map(Rse::name)
                .toList();
        requireEnough(
                writable.size(), rule, "InsufficientTargetRSEs", "Target RSE set not sufficient for number of copies.");
        Map<String, AccountLimits.Usage> usage = limits.usage(rule.account());
        List<String> withQuota = writable.stream()
                .filter(rse -> Optional.ofNullable(usage.get(rse))
                        .filter(one -> one.limit().leavesRoomBeside(one.bytes()))
                        .isPresent())
                .toList();
        requireEnough(
                withQuota.size(),
                rule,
                "InsufficientAccountLimit",
                "There is insufficient quota on any of the target RSE's to fulfill the operation.");
        Set<String> best = new LinkedHashSet<>(lockedRses(rule));
        best.retainAll(withQuota);
        best.addAll(byBytesThere(rule, withQuota));
        List<String> ordered = new ArrayList<>(best);
        return rule.grouping().equals("NONE") ? ordered : ordered.subList(0, rule.copies());
    }

    private List<String> lockedRses(Rule rule) {
        return jdbc.sql("select rse from rucio_locks where rule_id = :rule group by rse order by count(*) desc, rse")
                .param("rule", rule.id())
                .query(String.class)
                .list();
    }

    private List<String> byBytesThere(Rule rule, List<String> among) {
        return jdbc.sql("""
                        select c.rse
                        from unnest(cast(:among as text[])) as c (rse)
                        left join (
                            select r.rse, sum(d.bytes) as bytes
                            from rucio_files_of(:scope, :name) f
                            join rucio_replicas r on r.scope = f.scope and r.name = f.name and r.state = 'A'
                            join rucio_dids d on d.scope = f.scope and d.name = f.name
                            group by r.rse) t on t.rse = c.rse
                        order by coalesce(t.bytes, 0) desc, c.rse
                        """)
                .param("among", among.toArray(new String[0]))
                .param("scope", rule.did().scope())
                .param("name", rule.did().name())
                .query(String.class)
                .list();
    }

    private void requireQuota(Rule rule) {
        boolean exceeded = limits.usage(rule.account()).values().stream()
                .filter(usage -> usage.bytes() > 0)
                .anyMatch(usage -> !usage.limit().leavesRoomBeside(usage.bytes()));
        if (exceeded) {
            throw new RucioRefusal(
                    409,
                    "InsufficientAccountLimit",
                    "There is insufficient quota on any of the target RSE's to fulfill the operation.");
        }
    }

    private static void requireEnough(int found, Rule rule, String exceptionClass, String text) {
        if (found < rule.copies()) {
            throw new RucioRefusal(
                    409,
                    exceptionClass,
                    String.format(
                            Locale.ROOT, "%s (%d copies requested, RSE set size %d)", text, rule.copies(), found));
        }
    }
}
