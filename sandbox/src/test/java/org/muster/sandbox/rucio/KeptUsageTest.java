package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.rucio.Requests.attach;
import static org.muster.sandbox.rucio.Requests.dataset;
import static org.muster.sandbox.rucio.Requests.register;
import static org.muster.sandbox.rucio.Requests.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

/** What accounts use is kept, and is what a count of all locks would say. */
class KeptUsageTest {
    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RULES = 60;
    /** Rows that are not folded, and one of a rule that is just being made. */
    private static final int FOLDED = 51;

    private static boolean awaited(BooleanSupplier wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!wanted.getAsBoolean() && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        return wanted.getAsBoolean();
    }

    private static long count(String sql) {
        return SANDBOX.jdbc().sql(sql).query(Long.class).single();
    }

    private static long differences() {
        return count("""
                select count(*) from (
                    select account, rse, sum(bytes) as bytes, sum(files) as files from rucio_usage
                    group by account, rse having sum(files) <> 0) kept
                full join (
                    select r.account, k.rse, sum(d.bytes) as bytes, count(*) as files
                    from rucio_locks k join rucio_rules r on r.id = k.rule_id
                    join rucio_dids d on d.scope = k.scope and d.name = k.name
                    group by r.account, k.rse) counted using (account, rse, bytes, files)
                where kept.account is null or counted.account is null
                """);
    }

    private static long locks(String rule) {
        return SANDBOX.jdbc()
                .sql("select count(*) from rucio_locks where rule_id = :rule")
                .param("rule", rule)
                .query(Long.class)
                .single();
    }

    @Test
    void isTheFullCountWhileRulesComeGrowAndGo() {
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < RULES; i++) {
            register("UK_NORTH_DISK", "usage-file-" + i, "");
            dataset("usage-set-" + i, "usage-file-" + i);
            rules.add(json(rule("usage-set-" + i, "UK_NORTH_DISK")).path(0).asText());
            assertThat(differences()).isZero();
        }
        assertThat(rules).allMatch(rule -> locks(rule) == 1);

        attach("usage-set-0", "usage-file-1", "usage-file-2");
        assertThat(awaited(() -> locks(rules.get(0)) == 3)).isTrue();
        assertThat(differences()).isZero();

        assertThat(count("select count(*) from rucio_new_contents where name = 'usage-set-0'"))
                .as("what is evaluated is not looked at again")
                .isZero();

        SANDBOX.jdbc()
                .sql("update rucio_rules set expires_at = now() where id = any(cast(:rules as text[]))")
                .param("rules", rules.subList(0, RULES / 2).toArray(String[]::new))
                .update();
        assertThat(awaited(() -> rules.subList(0, RULES / 2).stream().allMatch(rule -> locks(rule) == 0)))
                .isTrue();
        assertThat(differences()).isZero();
        assertThat(rules.subList(RULES / 2, RULES)).allMatch(rule -> locks(rule) == 1);

        assertThat(awaited(() -> count("select count(*) from rucio_usage where rse = 'UK_NORTH_DISK'") <= FOLDED))
                .as("changes are folded")
                .isTrue();
        assertThat(differences()).isZero();
    }
}
