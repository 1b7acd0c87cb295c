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
import org.muster.sandbox.rucio.http.Reply;
import org.muster.sandbox.rucio.http.RucioCall;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
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
    private final ShownRules rules;
    private final Dids dids;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RulesController(
            RuleMaker maker,
            ShownRules rules,
            Dids dids,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock) {
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
        } catch (RucioRefusal error) {
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
        dids.get(new UncheckedDid(scope, name));
        call.stream(out -> rules.find(Map.of("scope", scope, "name", name), out::line));
    }

    @GetMapping("/dids/{scope}/{name}/associated_rules")
    void associated(RucioCall call, @PathVariable("scope") String scope, @PathVariable("name") String name) {
        UncheckedDid did = dids.get(new UncheckedDid(scope, name)).did();
        call.stream(out -> rules.associated(did, out::line));
    }

    @GetMapping("/accounts/{account}/rules")
    void ofAccount(RucioCall call, @PathVariable("account") String account) {
        call.stream(out -> rules.find(Map.of("account", account), out::line));
    }

    /** Not even of its own account, unless it is an administrator's. A soft delete: the rule stays, and stays OK, until it expires an hour later (or earlier, if it would anyway). */
    @DeleteMapping("/rules/{id}")
    ResponseEntity<byte[]> delete(RucioCall call, @PathVariable("id") String id) {
        boolean purge = RucioJson.flag(call.object(), "purge_replicas");
        call.requirePrivilege("delete this replication rule");
        transaction.executeWithoutResult(status -> {
            ShownRules.Held rule = rules.held(id);
            if (rule.locked()) {
                throw undeletable("The replication rule is locked and has to be unlocked before it can be deleted.");
            }
            if (rule.childRuleId().isPresent()) {
                throw undeletable("The replication rule has a child rule and thus cannot be deleted.");
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

    private static RucioRefusal undeletable(String text) {
        return new RucioRefusal(401, "UnsupportedOperation", text);
    }

    @PutMapping("/rules/{id}")
    ResponseEntity<byte[]> change(RucioCall call, @PathVariable("id") String id) {
        JsonNode options = RucioJson.required(call.object(), "options");
        if (!options.isObject()) {
            throw RucioRefusal.typeError("options must be a json dictionary");
        }
        call.requirePrivilege("update this replication rule");
        transaction.executeWithoutResult(status -> {
            rules.held(id);
            options.properties().forEach(option -> change(id, option.getKey(), options));
        });
        return Reply.ok();
    }

    private void change(String id, String option, JsonNode options) {
        switch (option) {
            case "lifetime" ->
                set(
                        id,
                        "expires_at",
                        RucioJson.lifetime(options, option)
                                .map(clock.instant()::plus)
                                .map(end -> end.atOffset(ZoneOffset.UTC)),
                        Types.TIMESTAMP_WITH_TIMEZONE);
            case "locked", "purge_replicas" ->
                set(id, option, Optional.of(RucioJson.requiredFlag(options, option)), Types.BOOLEAN);
            case "comment" -> set(id, "comments", RucioJson.optionalText(options, option), Types.VARCHAR);
            case "priority" -> set(id, option, Optional.of(RucioJson.small(options, option)), Types.INTEGER);
            case "activity" ->
                set(id, option, Optional.of(RuleRequest.activity(RucioJson.text(options, option))), Types.VARCHAR);
            case "source_replica_expression", "child_rule_id" ->
                set(id, option, RucioJson.optionalText(options, option), Types.VARCHAR);
            case "boost_rule" ->
                jdbc.sql("update rucio_locks set due_at = now() where rule_id = :id and state <> 'O'")
                        .param("id", id)
                        .update();
            default ->
                throw new RucioRefusal(
                        409,
                        "InputValidationError",
                        String.format(Locale.ROOT, "%s is not a valid option to set.", option));
        }
    }

    /** The column is one of the literals above, never a client's text. */
    private void set(String id, String column, Optional<?> value, int type) {
        jdbc.sql(String.format(
                        Locale.ROOT, "update rucio_rules set %s = :value, updated_at = now() where id = :id", column))
                .param("value", value.orElse(null), type)
                .param("id", id)
                .update();
    }
}
