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
public record RuleTerms(String account, int copies, String rseExpression, Duration lifetime, String comment) {
    public RuleTerms {
        if (copies < 1) {
            throw new IllegalArgumentException("a rule promises at least one copy");
        }
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
        return body;
    }
}
