package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.rucio.Requests.attach;
import static org.muster.sandbox.rucio.Requests.dataset;
import static org.muster.sandbox.rucio.Requests.register;
import static org.muster.sandbox.rucio.Requests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

class RuleKeeperTest {
    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static JsonNode awaited(String id, Predicate<JsonNode> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode rule = json(SANDBOX.rucio("GET", "/rules/" + id, ""));
        while (!wanted.test(rule) && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
            rule = json(SANDBOX.rucio("GET", "/rules/" + id, ""));
        }
        return rule;
    }

    /** An expression that no parser takes any more stands for whatever an upgrade or an administrator breaks. */
    @Test
    void aRuleThatCannotBeEvaluatedSaysSoAndTheOthersAreEvaluated() {
        register("UK_NORTH_DISK", "kept-file", "");
        dataset("broken-set");
        dataset("kept-set");
        String broken = json(rule("broken-set", "UK_NORTH_DISK")).path(0).asText();
        String kept = json(rule("kept-set", "UK_NORTH_DISK")).path(0).asText();
        SANDBOX.jdbc()
                .sql("update rucio_rules set rse_expression = '((' where id = :id")
                .param("id", broken)
                .update();

        attach("broken-set", "kept-file");
        attach("kept-set", "kept-file");

        assertThat(awaited(kept, rule -> rule.path("locks_ok_cnt").asInt() == 1)
                        .path("locks_ok_cnt")
                        .asInt())
                .isEqualTo(1);
        assertThat(awaited(broken, rule -> !rule.path("error").isNull())
                        .path("error")
                        .asText())
                .isEqualTo("InvalidRSEExpression");
    }
}
