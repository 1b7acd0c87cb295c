package org.muster.sandbox.rucio.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.sandbox.rucio.dids.Dids;
import org.muster.sandbox.rucio.http.Did;
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioError;
import org.muster.sandbox.rucio.http.RucioJson;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Rules over HTTP. */
@RestController
@RequestMapping("/rucio")
final class RulesController {

    /** Deleting a rule only lets it expire this much later. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final RuleMaker maker;
    private final Rules rules;
    private final Dids dids;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RulesController(
            RuleMaker maker, Rules rules, Dids dids, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.maker = maker;
        this.rules = rules;
        this.dids = dids;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @PostMapping("/rules/")
    ResponseEntity<byte[]> make(RucioCall call) {
        JsonNode body = call.object();
        // Rucio's own command line leaves it empty for "my own".
        if (body instanceof ObjectNode object && object.path("account").isNull()) {
            object.put("account", call.caller().name());
        }
        RuleRequest request;
        try {
            request = RuleRequest.of(body);
        } catch (RucioError error) {
            throw error.exceptionClass().equals("InvalidObject") ? error.withStatus(409) : error;
        }
        List<String> ids = transaction.execute(status -> maker.make(call.caller(), request));
        return Reply.createdJson(ids == null ? List.of() : ids);
    }

    @GetMapping("/rules/{id}")
    ResponseEntity<byte[]> one(RucioCall call, @PathVariable("id") String id) {
        return Reply.json(rules.get(id));
    }

    @GetMapping("/rules/{id}/locks")
    void locks(RucioCall call, @PathVariable("id") String id) {
        rules.get(id);
        call.stream(out -> rules.locks(id, out::line));
    }

    @GetMapping("/rules/")
    void find(RucioCall call) {
        Map<String, String> filters = new LinkedHashMap<>();
        for (String key : call.queryKeys()) {
            call.query(key).ifPresent(value -> filters.put(key, value));
        }
        call.stream(out -> rules.find(filters, out::line));
    }

    @GetMapping("/dids/{scope}/{name}/rules")
    void onDid(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        dids.get(new Did(scope, name));
        call.stream(out -> rules.find(Map.of("scope", scope, "name", name), out::line));
    }

    @GetMapping("/dids/{scope}/{name}/associated_rules")
    void associated(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        Did did = dids.get(new Did(scope, name)).did();
        call.stream(out -> rules.associated(did, out::line));
    }

    @GetMapping("/accounts/{account}/rules")
    void ofAccount(RucioCall call, @PathVariable("account") String account) {
        call.stream(out -> rules.find(Map.of("account", account), out::line));
    }

    /** A soft delete: the rule stays, and stays OK, until it expires an hour later (or earlier, if it would anyway). */
    @DeleteMapping("/rules/{id}")
    ResponseEntity<byte[]> delete(RucioCall call, @PathVariable("id") String id) {
        boolean purge = RucioJson.flag(call.object(), "purge_replicas");
        transaction.executeWithoutResult(status -> {
            Rules.Held rule = ownRule(call, id, "delete");
            if (rule.locked() || rule.childRuleId().isPresent()) {
                throw new RucioError(
                        401,
                        "UnsupportedOperation",
                        "The resource doesn't support the requested operation.\nDetails: The replication rule is locked or has a child rule");
            }
            jdbc.sql("""
                            update rucio_rules set expires_at = least(expires_at, :end),
                                purge_replicas = purge_replicas or :purge, updated_at = now()
                            where id = :id
                            """)
                    .param("end", clock.instant().plus(GRACE).atOffset(ZoneOffset.UTC))
                    .param("purge", purge)
                    .param("id", id)
                    .update();
        });
        return Reply.ok();
    }

    @PutMapping("/rules/{id}")
    ResponseEntity<byte[]> change(RucioCall call, @PathVariable("id") String id) {
        JsonNode options = RucioJson.required(call.object(), "options");
        transaction.executeWithoutResult(status -> {
            ownRule(call, id, "update");
            options.properties().forEach(option -> change(id, option.getKey(), option.getValue()));
        });
        return Reply.ok();
    }

    private void change(String id, String option, JsonNode value) {
        switch (option) {
            case "lifetime" ->
                set(
                        id,
                        "expires_at",
                        value.isNull()
                                ? Optional.empty()
                                : Optional.of(clock.instant()
                                        .plusSeconds(value.asLong())
                                        .atOffset(ZoneOffset.UTC)),
                        Types.TIMESTAMP_WITH_TIMEZONE);
            case "locked" -> set(id, "locked", Optional.of(value.asBoolean()), Types.BOOLEAN);
            case "purge_replicas" -> set(id, "purge_replicas", Optional.of(value.asBoolean()), Types.BOOLEAN);
            case "comment" -> set(id, "comments", Optional.of(value.asText()), Types.VARCHAR);
            case "priority" -> set(id, "priority", Optional.of(value.asInt()), Types.INTEGER);
            case "activity" -> set(id, "activity", Optional.of(value.asText()), Types.VARCHAR);
            case "source_replica_expression" ->
                set(id, option, Optional.of(value).filter(JsonNode::isTextual).map(JsonNode::asText), Types.VARCHAR);
            case "child_rule_id" ->
                set(id, option, Optional.of(value).filter(JsonNode::isTextual).map(JsonNode::asText), Types.VARCHAR);
            case "boost_rule" ->
                jdbc.sql("update rucio_locks set due_at = now() where rule_id = :id and state <> 'O'")
                        .param("id", id)
                        .update();
            default ->
                throw new RucioError(
                        409,
                        "InputValidationError",
                        String.format(
                                Locale.ROOT,
                                "There is an error with one of the input parameters.\nDetails: The option %s is not supported",
                                option));
        }
    }

    /** The column is one of the literals above, never a client's text. */
    private void set(String id, String column, Optional<Object> value, int type) {
        jdbc.sql(String.format(
                        Locale.ROOT, "update rucio_rules set %s = :value, updated_at = now() where id = :id", column))
                .param("value", value.orElse(null), type)
                .param("id", id)
                .update();
    }

    private Rules.Held ownRule(RucioCall call, String id, String action) {
        Rules.Held rule = rules.held(id);
        if (!rule.account().equals(call.caller().name()) && !call.caller().privileged()) {
            throw RucioError.accessDenied(String.format(
                    Locale.ROOT,
                    "Account %s can not %s this replication rule",
                    call.caller().name(),
                    action));
        }
        return rule;
    }
}
