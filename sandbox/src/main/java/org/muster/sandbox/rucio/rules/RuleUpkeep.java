package org.muster.sandbox.rucio.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
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

    private static final Set<String> OVERRIDES = Set.of(
            "account",
            "copies",
            "rse_expression",
            "grouping",
            "weight",
            "lifetime",
            "locked",
            "subscription_id",
            "source_replica_expression",
            "activity",
            "notify",
            "purge_replicas",
            "ignore_availability",
            "comment");

    private final ShownRules rules;
    private final RuleMaker maker;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RuleUpkeep(ShownRules rules, RuleMaker maker, JdbcClient jdbc, TransactionTemplate transaction) {
        this.rules = rules;
        this.maker = maker;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** Rules on exactly this DID, ended ones too. */
    @GetMapping("/rules/{scope}/{name}/history")
    void history(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        call.stream(out -> {
            RowCallbackHandler eachRow = row -> out.line(ShownRules.pastRecord(row));
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
        JsonNode override = RucioJson.optional(body, "override").orElseGet(() -> RucioJson.read("{}"));
        requireOverrides(override);
        requireMayReplace(call, "move this replication rule");
        return replaced(
                call,
                id,
                terms -> {
                    if (rules.held(id).childRuleId().isPresent()) {
                        throw replaceFailed("The rule must not have a child rule.");
                    }
                    terms.put("rse_expression", expression);
                    for (String option : List.of("activity", "source_replica_expression")) {
                        RucioJson.optionalText(body, option).ifPresent(value -> terms.put(option, value));
                    }
                    override.properties().forEach(change -> terms.set(change.getKey(), change.getValue()));
                },
                made -> jdbc.sql("update rucio_rules set child_rule_id = :child, updated_at = now() where id = :id")
                        .param("child", made)
                        .param("id", id)
                        .update());
    }

    /** The old rule ends at once, so the new one must be OK at once. */
    @PostMapping("/rules/{id}/reduce")
    ResponseEntity<byte[]> reduce(RucioCall call, @PathVariable("id") String id) {
        JsonNode body = call.object();
        int copies = RucioJson.small(body, "copies");
        Optional<String> excluded = RucioJson.optionalText(body, "exclude_expression");
        requireMayReplace(call, "reduce this replication rule");
        return replaced(
                call,
                id,
                terms -> {
                    if (copies >= terms.path("copies").asInt()) {
                        throw replaceFailed("Copies of the new rule must be smaller than the old rule.");
                    }
                    requireOk(id, "The source rule must be in state OK.");
                    terms.put("copies", copies);
                    String expression = terms.path("rse_expression").asText();
                    excluded.ifPresent(
                            without -> terms.put("rse_expression", "(" + expression + ")\\(" + without + ")"));
                },
                made -> {
                    requireOk(made, "The replacement of the rule failed.");
                    jdbc.sql("update rucio_rules set expires_at = now(), updated_at = now() where id = :id")
                            .param("id", id)
                            .update();
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
                .orElseThrow(() -> new RucioRefusal(
                        404,
                        "SubscriptionNotFound",
                        String.format(
                                Locale.ROOT, "Subscription for account '%s' named '%s' not found", account, name)));
        Map<String, String> filters = new LinkedHashMap<>();
        filters.put("subscription_id", id);
        call.query("state").ifPresent(state -> {
            if (!ShownRules.isState(state)) {
                throw RucioRefusal.valueError(state + " is not the letter of a state");
            }
            filters.put("state", state);
        });
        call.stream(out -> rules.find(filters, out::line));
    }

    /** Makes a rule by the terms of an old one with changes, and then ends the old one. */
    private ResponseEntity<byte[]> replaced(
            RucioCall call, String id, Consumer<ObjectNode> change, Consumer<String> end) {
        List<String> made = transaction.execute(status -> {
            rules.held(id);
            ObjectNode terms = rules.terms(id);
            change.accept(terms);
            List<String> ids = maker.make(call.caller(), RuleRequest.of(terms));
            end.accept(ids.get(0));
            return ids;
        });
        return Reply.createdJson(made == null ? "" : made.get(0));
    }

    private void requireOk(String id, String otherwise) {
        if (!"OK".equals(rules.get(id).get("state"))) {
            throw replaceFailed(otherwise);
        }
    }

    /** Not even its own account may, unless it is an administrator's. Who may not is a 500 here, on the real server too. */
    private static void requireMayReplace(RucioCall call, String action) {
        if (!call.caller().privileged()) {
            throw call.denied(action).withStatus(500);
        }
    }

    private static void requireOverrides(JsonNode override) {
        if (!override.isObject()) {
            throw RucioRefusal.typeError("override must be a json dictionary");
        }
        override.fieldNames().forEachRemaining(key -> {
            if (!OVERRIDES.contains(key)) {
                throw RucioRefusal.unsupported("Non-valid override option " + key);
            }
        });
    }

    private static RucioRefusal replaceFailed(String text) {
        return new RucioRefusal(409, "RuleReplaceFailed", text);
    }
}
