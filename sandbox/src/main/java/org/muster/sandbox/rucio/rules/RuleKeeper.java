package org.muster.sandbox.rucio.rules;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.muster.sandbox.rucio.accounts.AccountLimits;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps that real Rucio's daemons take: evaluating grown datasets, transferring, ending rules. Each is bounded. */
@Component
final class RuleKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(RuleKeeper.class);
    private static final int MAX_TRANSFERS_PER_STEP = 50;
    private static final int MAX_DIDS_PER_STEP = 100;
    private static final int MAX_REPLICAS_REAPED_PER_STEP = 100;
    private static final int MAX_RULES_ENDED_PER_STEP = 50;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TransactionTemplate savepoint;
    private final ShownRules rules;
    private final RuleEvaluation evaluation;
    private final Transfers transfers;
    private final Cleaning cleaning;
    private final AccountLimits limits;
    private final Clock clock;
    private final RuleRepairs repairs = new RuleRepairs();

    RuleKeeper(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ShownRules rules,
            RuleEvaluation evaluation,
            Transfers transfers,
            Cleaning cleaning,
            AccountLimits limits,
            Clock clock) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.savepoint = new TransactionTemplate(
                Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
        this.rules = rules;
        this.evaluation = evaluation;
        this.transfers = transfers;
        this.cleaning = cleaning;
        this.limits = limits;
    }

    @Scheduled(fixedDelayString = "${muster.sandbox.rules.step-delay}")
    void step() {
        alone("evaluate grown datasets", this::evaluateGrownDids);
        alone("evaluate rules once more", this::evaluateAgain);
        alone("transfer", () -> transfers.run(MAX_TRANSFERS_PER_STEP));
        alone("end replaced rules", cleaning::endReplacedRules);
        alone("reap replicas", () -> cleaning.reap(MAX_REPLICAS_REAPED_PER_STEP));
        alone("end expired rules", () -> cleaning.endExpiredRules(MAX_RULES_ENDED_PER_STEP));
        alone("fold what accounts use", limits::foldUsage);
    }

    /** What one daemon cannot do keeps no other from its work. */
    private static void alone(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            LOG.error("Cannot {}", what, failed);
        }
    }

    private void evaluateAgain() {
        repairs.due(clock.instant())
                .forEach(rule -> transaction.executeWithoutResult(status -> place(rule, () -> evaluation.place(rule))));
    }

    /**
     * Found together, since each look passes by the rows that have been worked off and not been swept away; any of them, or those
     * that come first would keep the others waiting as long as they grow.
     */
    private void evaluateGrownDids() {
        jdbc.sql("""
                        select scope, name from (select distinct scope, name from rucio_new_contents) grown
                        order by random() limit :most
                        """)
                .param("most", MAX_DIDS_PER_STEP)
                .query((row, number) -> new UncheckedDid(row.getString(1), row.getString(2)))
                .list()
                .forEach(grown -> transaction.executeWithoutResult(status -> evaluate(grown)));
    }

    /** What has been taken out again meanwhile is not its rules' business. */
    private void evaluate(UncheckedDid grown) {
        List<UncheckedDid> fresh = jdbc.sql("""
                        with noted as (
                            delete from rucio_new_contents where scope = :scope and name = :name returning *)
                        select child_scope, child_name
                        from noted join rucio_contents using (scope, name, child_scope, child_name)
                        """)
                .param("scope", grown.scope())
                .param("name", grown.name())
                .query((row, number) -> new UncheckedDid(row.getString(1), row.getString(2)))
                .list();
        rules.idsOn(grown).forEach(rule -> place(rule, () -> evaluation.place(rule, fresh)));
    }

    /** A rule that can not be placed any more says why, leaves nothing half done and does not hold up the others. */
    private void place(String rule, Runnable placing) {
        try {
            savepoint.executeWithoutResult(status -> placing.run());
            repairs.over(rule);
        } catch (RucioRefusal refused) {
            LOG.info("Rule {} can not cover new files: {}", rule, refused.exceptionClass());
            tell(rule, refused.exceptionClass());
        } catch (RuntimeException failed) {
            LOG.warn("Rule {} can not be evaluated", rule, failed);
            tell(rule, failed.getClass().getSimpleName());
        }
    }

    private void tell(String rule, String error) {
        int there = jdbc.sql("update rucio_rules set error = :error, updated_at = now() where id = :rule")
                .param("error", error)
                .param("rule", rule)
                .update();
        if (there == 0) {
            repairs.over(rule);
        } else {
            repairs.failed(rule, clock.instant());
        }
    }
}
