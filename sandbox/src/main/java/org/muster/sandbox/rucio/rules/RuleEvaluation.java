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

    /** Locks that tell where the others of their rule are. */
    private static final int MAX_LOCKS_LOOKED_AT = 1000;

    /** Those of some names: files, or what is in collections. */
    private static final String FILES = """
            with fresh as (
                select d.scope, d.name, d.did_type
                from unnest(cast(:scopes as text[]), cast(:names as text[])) as a (scope, name)
                join rucio_dids d on d.scope = a.scope and d.name = a.name),
            files as (
                select scope, name from fresh where did_type = 'F'
                union
                select f.scope, f.name from fresh c cross join lateral rucio_files_of(c.scope, c.name) f
                where c.did_type <> 'F')
            """;

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

    /** Gives every file of the rule's DID the locks it lacks. */
    void place(String ruleId) {
        Rule rule = rule(ruleId);
        place(rule, List.of(rule.did()));
    }

    /** Gives those of its files their locks that are in these, or are these. What it keeps besides is not looked at. */
    void place(String ruleId, List<UncheckedDid> fresh) {
        place(rule(ruleId), fresh);
    }

    private void place(Rule rule, List<UncheckedDid> fresh) {
        List<String> candidates = candidates(rule, fresh);
        jdbc.sql(FILES + """
                        , missing as (
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
                                and k.scope = m.scope and k.name = m.name and k.rse = c.rse)),
                        placed as (
                            insert into rucio_locks (rule_id, scope, name, rse, state, due_at)
                            select :rule, k.scope, k.name, k.rse, case when k.state = 'A' then 'O' else 'R' end,
                                now() + d.bytes * :secondsPerByte * interval '1 second'
                            from ranked k join rucio_dids d on d.scope = k.scope and d.name = k.name
                            where k.place <= k.wanted
                            returning scope, name, rse, state)
                        insert into rucio_replicas (scope, name, rse, state)
                        select scope, name, rse, 'C' from placed where state = 'R'
                        on conflict do nothing
                        """)
                .param("secondsPerByte", settings.secondsPerByte())
                .param("scopes", fresh.stream().map(UncheckedDid::scope).toArray(String[]::new))
                .param("names", fresh.stream().map(UncheckedDid::name).toArray(String[]::new))
                .param("rule", rule.id())
                .param("copies", rule.copies())
                .param("candidates", candidates.toArray(new String[0]))
                .update();
        requireQuota(rule);
        refresh(rule.id());
    }

    /** Derives the rule's state from its locks. */
    void refresh(String ruleId) {
        jdbc.sql("""
                        update rucio_rules r set updated_at = now(),
                            state = case when k.stuck then 'S' when k.replicating then 'R' else 'O' end,
                            stuck_at = case when k.stuck then coalesce(r.stuck_at, now()) end,
                            error = case when k.stuck then r.error end
                        from (select exists (select from rucio_locks where rule_id = :rule and state = 'S') as stuck,
                                exists (select from rucio_locks where rule_id = :rule and state = 'R') as replicating) k
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
    private List<String> candidates(Rule rule, List<UncheckedDid> fresh) {
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
        if (rule.grouping().equals("NONE") || best.size() < rule.copies()) {
            best.addAll(byBytesThere(fresh, withQuota));
        }
        List<String> ordered = new ArrayList<>(best);
        return rule.grouping().equals("NONE") ? ordered : ordered.subList(0, rule.copies());
    }

    /** Some of its locks tell where a rule's files are: they stay together, or are spread alike. */
    private List<String> lockedRses(Rule rule) {
        return jdbc.sql("""
                        select rse from (select rse from rucio_locks where rule_id = :rule limit :looked) k
                        group by rse order by count(*) desc, rse
                        """)
                .param("rule", rule.id())
                .param("looked", MAX_LOCKS_LOOKED_AT)
                .query(String.class)
                .list();
    }

    private List<String> byBytesThere(List<UncheckedDid> fresh, List<String> among) {
        return jdbc.sql(FILES + """
                        select c.rse
                        from unnest(cast(:among as text[])) as c (rse)
                        left join (
                            select r.rse, sum(d.bytes) as bytes
                            from files f
                            join rucio_replicas r on r.scope = f.scope and r.name = f.name and r.state = 'A'
                            join rucio_dids d on d.scope = f.scope and d.name = f.name
                            group by r.rse) t on t.rse = c.rse
                        order by coalesce(t.bytes, 0) desc, c.rse
                        """)
                .param("among", among.toArray(new String[0]))
                .param("scopes", fresh.stream().map(UncheckedDid::scope).toArray(String[]::new))
                .param("names", fresh.stream().map(UncheckedDid::name).toArray(String[]::new))
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
