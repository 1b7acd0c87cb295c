package org.muster.sandbox.rucio.rules;

import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.muster.sandbox.rucio.dids.Dids;
import org.muster.sandbox.rucio.http.CallerAccount;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.rses.Rse;
import org.muster.sandbox.rucio.rses.Rses;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes rules: one per DID, or, by throwing, none of them. The caller holds the transaction. */
@Component
public final class RuleMaker {

    private final JdbcClient jdbc;
    private final Dids dids;
    private final Rses rses;
    private final RuleEvaluation evaluation;
    private final Clock clock;

    RuleMaker(JdbcClient jdbc, Dids dids, Rses rses, RuleEvaluation evaluation, Clock clock) {
        this.jdbc = jdbc;
        this.dids = dids;
        this.rses = rses;
        this.evaluation = evaluation;
        this.clock = clock;
    }

    public List<String> make(CallerAccount caller, RuleRequest request) {
        requirePermission(caller, request);
        List<Rse> matching = matching(request.rseExpression());
        request.sourceReplicaExpression().ifPresent(this::matching);
        boolean onTape = matching.stream().anyMatch(rse -> rse.type().equals("TAPE"));
        // Tape without an end would be recalled over and over: the real server locks such a rule.
        boolean locked = request.locked() || (onTape && request.lifetime().isEmpty());
        List<String> ids = new ArrayList<>();
        for (UncheckedDid did : request.dids()) {
            dids.get(did);
            ids.add(insert(request, did, locked));
        }
        ids.forEach(evaluation::place);
        return ids;
    }

    private void requirePermission(CallerAccount caller, RuleRequest request) {
        boolean forOneself = caller.name().equals(request.account()) && !request.locked();
        if (!forOneself && !caller.privileged()) {
            throw RucioRefusal.accessDenied(
                            String.format(Locale.ROOT, "Account %s can not add replication rule", caller.name()))
                    .withStatus(500);
        }
        if (jdbc.sql("select account from rucio_accounts where account = :account")
                .param("account", request.account())
                .query(String.class)
                .optional()
                .isEmpty()) {
            throw RucioRefusal.accountNotFound(request.account()).withStatus(500);
        }
    }

    private List<Rse> matching(String expression) {
        try {
            return rses.matching(expression);
        } catch (RucioRefusal error) {
            throw error.withStatus(409);
        }
    }

    private String insert(RuleRequest request, UncheckedDid did, boolean locked) {
        String id = UUID.randomUUID().toString().replace("-", "");
        int made = jdbc.sql("""
                        insert into rucio_rules (id, scope, name, account, copies, rse_expression, grouping, state,
                            activity, priority, locked, purge_replicas, ignore_availability,
                            source_replica_expression, comments, meta, expires_at, subscription_id)
                        values (:id, :scope, :name, :account, :copies, :expression, :grouping, 'R',
                            :activity, :priority, :locked, :purge, :ignoreAvailability,
                            :source, :comments, :meta, :expiresAt, :subscription)
                        on conflict do nothing
                        """)
                .param("id", id)
                .param("scope", did.scope())
                .param("name", did.name())
                .param("account", request.account())
                .param("copies", request.copies())
                .param("expression", request.rseExpression())
                .param("grouping", request.grouping())
                .param("activity", request.activity())
                .param("priority", request.priority())
                .param("locked", locked)
                .param("purge", request.purgeReplicas())
                .param("ignoreAvailability", request.ignoreAvailability())
                .param("source", request.sourceReplicaExpression().orElse(null), Types.VARCHAR)
                .param("subscription", request.subscriptionId().orElse(null), Types.VARCHAR)
                .param("comments", request.comment().orElse(null), Types.VARCHAR)
                // What comes in as text goes out as JSON of that text.
                .param("meta", request.meta().map(RucioJson::write).orElse(null), Types.VARCHAR)
                .param(
                        "expiresAt",
                        request.lifetime()
                                .map(clock.instant()::plus)
                                .map(time -> time.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        if (made == 0) {
            throw new RucioRefusal(
                    409,
                    "DuplicateRule",
                    "A duplicate rule for this account, did, rse_expression, copies " + "already exists.");
        }
        return id;
    }
}
