package org.muster.connectors.fake;

import static org.muster.connectors.fake.RucioReplies.did;
import static org.muster.connectors.fake.RucioReplies.error;
import static org.muster.connectors.fake.RucioReplies.lines;
import static org.muster.connectors.fake.RucioReplies.named;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.FakeServer.Request;

/** Rules, all of them kept at once. */
final class FakeRules {
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final FakeDids dids;
    private final FakeRses rses;

    FakeRules(FakeDids dids, FakeRses rses) {
        this.dids = dids;
        this.rses = rses;
    }

    private record Rule(String id, String did, String account, int copies, String expression) {}

    Reply on(String did) {
        return lines(rules.values().stream()
                .filter(rule -> rule.did.equals(did))
                .map(FakeRules::describe)
                .toList());
    }

    String picture() {
        StringBuilder picture = new StringBuilder();
        rules.values().forEach(rule -> picture.append(rule.did + " on " + rule.expression + "\n"));
        return picture.toString();
    }

    Reply reply(Request request) {
        String id = request.path().get(1);
        if (id.isEmpty()) {
            return addRule(request.json());
        }
        Rule rule = rules.get(id);
        if (rule == null) {
            return error(404, "RuleNotFound", "No rule with the id " + id + " found");
        }
        if (request.method().equals("PUT")) {
            rules.remove(id);
            return Reply.of(200, "");
        }
        return Reply.json(describe(rule));
    }

    private Reply addRule(JsonNode body) {
        String did = did(body.path("dids").path(0));
        String account = body.path("account").asText();
        String expression = body.path("rse_expression").asText();
        int copies = body.path("copies").asInt();
        if (!account.equals("muster")) {
            return error(500, "AccountNotFound", "Account " + account + " does not exist");
        }
        if (!dids.has(did)) {
            return error(404, "DataIdentifierNotFound", "Data identifier not found");
        }
        if (rses.resolve(expression).isEmpty()) {
            return error(409, "InvalidRSEExpression", "RSE Expression resulted in an empty set.");
        }
        Rule rule = new Rule("%032x".formatted(rules.size() + 1), did, account, copies, expression);
        if (rules.values().stream()
                .anyMatch(known ->
                        known.did.equals(did) && known.expression.equals(expression) && known.copies == copies)) {
            return error(409, "DuplicateRule", "A duplicate rule for this account, did, rse_expression, copies exists");
        }
        rules.put(rule.id, rule);
        return new Reply(201, "text/html", Reply.write(List.of(rule.id)), Map.of());
    }

    private static Map<String, Object> describe(Rule rule) {
        Map<String, Object> line = named(rule.did);
        line.putAll(Map.of(
                "id",
                rule.id,
                "account",
                rule.account,
                "copies",
                rule.copies,
                "rse_expression",
                rule.expression,
                "state",
                "OK",
                "locks_ok_cnt",
                1));
        return line;
    }
}
