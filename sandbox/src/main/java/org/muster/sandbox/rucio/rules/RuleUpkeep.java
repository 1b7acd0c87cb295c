package org.muster.sandbox.rucio.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioError;
import org.muster.sandbox.rucio.http.RucioJson;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of rules, and putting another in the place of one. */
@RestController
@RequestMapping("/rucio")
final class RuleUpkeep {

    private final Rules rules;
    private final RuleMaker maker;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RuleUpkeep(Rules rules, RuleMaker maker, JdbcClient jdbc, TransactionTemplate transaction) {
        this.rules = rules;
        this.maker = maker;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Rules on exactly this DID, ended ones too. */
    @GetMapping("/rules/{scope}/{name}/history")
    void history(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        call.stream(out -> {
            RowCallbackHandler eachRow = row -> out.line(Rules.pastRecord(row));
            jdbc.sql("""
                            select id, account, rse_expression, state, locks_ok, 0 as locks_replicating,
                                0 as locks_stuck, created_at, ended_at as updated_at
                            from rucio_rules_history where scope = :scope and name = :name
                            union all
                            select r.id, r.account, r.rse_expression, r.state,
                                count(*) filter (where k.state = 'O'), count(*) filter (where k.state = 'R'),
                                count(*) filter (where k.state = 'S'), r.created_at, r.updated_at
                            from rucio_rules r left join rucio_locks k on k.rule_id = r.id
                            where r.scope = :scope and r.name = :name group by r.id
                            order by created_at, updated_at
                            """).param("scope", scope).param("name", name).query(eachRow);
        });
    }

    @GetMapping("/rules/{id}/analysis")
    ResponseEntity<byte[]> analysis(RucioCall call, @PathVariable("id") String id) {
        Map<String, Object> rule = rules.get(id);
        Map<String, Object> body = new LinkedHashMap<>();
        String state = String.valueOf(rule.get("state"));
        body.put(
                "rule_error",
                switch (state) {
                    case "OK" -> "This replication rule is OK";
                    case "REPLICATING" -> "This replication rule is currently REPLICATING";
                    case "SUSPENDED" -> "This replication rule is SUSPENDED";
                    default -> rule.get("error");
                });
        body.put("transfers", rules.stuckTransfers(id));
        return Reply.json(body);
    }

    /** The old rule ends when the new one is OK. */
    @PostMapping("/rules/{id}/move")
    ResponseEntity<byte[]> move(RucioCall call, @PathVariable("id") String id) {
        JsonNode body = call.object();
        String expression = RucioJson.text(body, "rse_expression");
        return replaced(call, id, terms -> {
            if (terms.path("rse_expression").asText().equals(expression)) {
                throw replaceFailed("The rule has that expression already");
            }
            terms.put("rse_expression", expression);
            RucioJson.optionalText(body, "activity").ifPresent(activity -> terms.put("activity", activity));
            RucioJson.optional(body, "override")
                    .ifPresent(changes ->
                            changes.properties().forEach(change -> terms.set(change.getKey(), change.getValue())));
        });
    }

    @PostMapping("/rules/{id}/reduce")
    ResponseEntity<byte[]> reduce(RucioCall call, @PathVariable("id") String id) {
        int copies = RucioJson.required(call.object(), "copies").asInt();
        return replaced(call, id, terms -> {
            if (copies >= terms.path("copies").asInt()) {
                throw replaceFailed("Copies of the new rule must be smaller than copies of the old one");
            }
            terms.put("copies", copies);
        });
    }

    /** Rules that a subscription made. */
    @GetMapping("/subscriptions/{account}/{name}/rules")
    void ofSubscription(RucioCall call, @PathVariable("account") String account, @PathVariable("name") String name) {
        String id = jdbc.sql("select id from rucio_subscriptions where account = :account and name = :name")
                .param("account", account)
                .param("name", name)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new RucioError(
                        404,
                        "SubscriptionNotFound",
                        String.format(
                                Locale.ROOT,
                                "Subscription not found.\nDetails: Subscription for account '%s' named '%s' not found",
                                account,
                                name)));
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("subscription_id", id);
        call.query("state").ifPresent(state -> filters.put("state", state));
        call.stream(out -> rules.find(filters, out::line));
    }

    private ResponseEntity<byte[]> replaced(RucioCall call, String id, Consumer<ObjectNode> change) {
        List<String> made = transaction.execute(status -> {
            Rules.Held old = rules.held(id);
            if (!old.account().equals(call.caller().name()) && !call.caller().privileged()) {
                throw RucioError.accessDenied(String.format(
                                Locale.ROOT,
                                "Account %s can not move this replication rule",
                                call.caller().name()))
                        .withStatus(500);
            }
            if (old.childRuleId().isPresent()) {
                throw replaceFailed("The rule has a child rule already");
            }
            ObjectNode terms = rules.terms(id);
            change.accept(terms);
            List<String> ids = maker.make(call.caller(), RuleRequest.of(terms));
            jdbc.sql("update rucio_rules set child_rule_id = :child, updated_at = now() where id = :id")
                    .param("child", ids.get(0))
                    .param("id", id)
                    .update();
            return ids;
        });
        return Reply.createdJson(made == null ? "" : made.get(0));
    }

    private static RucioError replaceFailed(String text) {
        return new RucioError(409, "RuleReplaceFailed", "Rule replace failed.\nDetails: " + text);
    }
}
