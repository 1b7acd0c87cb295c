package org.muster.connectors.rucio;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A promise to ask of Rucio.
 *
 * @param account who pays
 * @param lifetime unless it has no end
 * @param comment shown to people
 */
public record RuleTerms(
        String account, int copies, String rseExpression, Optional<Duration> lifetime, Optional<String> comment) {
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
        lifetime.ifPresent(life -> body.put("lifetime", life.toSeconds()));
        comment.ifPresent(text -> body.put("comment", text));
        return body;
    }
}
