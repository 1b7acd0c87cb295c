package org.muster.connectors.rucio;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A promise to ask of Rucio.
 *
 * @param account who pays
 * @param lifetime zero for no end
 * @param comment shown to people; empty for none
 */
public record RuleTerms(
        String account,
        int copies,
        String rseExpression,
        Duration lifetime,
        String comment,
        Map<RuleOption, Object> options) {
    public RuleTerms {
        if (copies < 1) {
            throw new IllegalArgumentException("a rule promises at least one copy");
        }
        options = Map.copyOf(options);
        options.forEach(RuleOption::checked);
    }

    public static RuleTerms of(String account, int copies, String rseExpression, Duration lifetime, String comment) {
        return new RuleTerms(account, copies, rseExpression, lifetime, comment, Map.of());
    }

    public RuleTerms with(RuleOption option, Object value) {
        Map<RuleOption, Object> all = new LinkedHashMap<>(options);
        all.put(option, value);
        return new RuleTerms(account, copies, rseExpression, lifetime, comment, all);
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("account", account);
        body.put("copies", copies);
        body.put("rse_expression", rseExpression);
        if (!lifetime.isZero()) {
            body.put("lifetime", lifetime.toSeconds());
        }
        if (!comment.isEmpty()) {
            body.put("comment", comment);
        }
        options.forEach((option, value) -> body.put(option.key(), value));
        return body;
    }
}
