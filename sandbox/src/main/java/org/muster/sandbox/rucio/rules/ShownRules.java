package org.muster.sandbox.rucio.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.muster.protocol.http.Json;
import org.muster.sandbox.rucio.dids.DidType;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.http.WireDates;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads rules and their locks in the form the wire shows. */
@Component
final class ShownRules {

    private static final String SELECT = """
            select r.*, d.did_type, d.bytes,
                   (select count(*) from rucio_locks k where k.rule_id = r.id and k.state = 'O') as locks_ok,
                   (select count(*) from rucio_locks k where k.rule_id = r.id and k.state = 'R') as locks_replicating,
                   (select count(*) from rucio_locks k where k.rule_id = r.id and k.state = 'S') as locks_stuck
            from rucio_rules r join rucio_dids d on d.scope = r.scope and d.name = r.name
            """;
    private static final Map<String, String> STATES = Map.of(
            "R", "REPLICATING", "O", "OK", "S", "STUCK", "U", "SUSPENDED", "W", "WAITING_APPROVAL", "I", "INJECT");

    /** Raw column names, as the real server has them; any other key is its 500. */
    private static final Map<String, String> FILTERS = Map.of(
            "account", "r.account",
            "scope", "r.scope",
            "name", "r.name",
            "rse_expression", "r.rse_expression",
            "activity", "r.activity",
            "state", "r.state",
            "did_type", "d.did_type",
            "child_rule_id", "r.child_rule_id",
            "subscription_id", "r.subscription_id");

    private static final List<String> COPIED_TERMS = List.of(
            "account",
            "copies",
            "rse_expression",
            "grouping",
            "locked",
            "source_replica_expression",
            "activity",
            "purge_replicas",
            "ignore_availability",
            "priority",
            "subscription_id");

    private final JdbcClient jdbc;

    ShownRules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What may be done to a rule. */
    record Held(boolean locked, Optional<String> childRuleId) {}

    Map<String, Object> get(String id) {
        requireId(id);
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", id)
                .query((row, number) -> record(row))
                .optional()
                .orElseThrow(() -> notFound(id));
    }

    Held held(String id) {
        requireId(id);
        return jdbc.sql("select locked, child_rule_id from rucio_rules where id = :id for update")
                .param("id", id)
                .query((row, number) -> new Held(row.getBoolean(1), Optional.ofNullable(row.getString(2))))
                .optional()
                .orElseThrow(() -> notFound(id));
    }

    static boolean isState(String letter) {
        return STATES.containsKey(letter);
    }

    void find(Map<String, String> filters, Consumer<Map<String, Object>> lines) {
        StringBuilder where = new StringBuilder(" where true");
        for (Map.Entry<String, String> filter : filters.entrySet()) {
            String column = FILTERS.get(filter.getKey());
            if (column == null) {
                throw new IllegalStateException("type object 'ReplicationRule' has no attribute " + filter.getKey());
            }
            if (filter.getKey().equals("state") && !isState(filter.getValue())) {
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "'%s' is not among the defined enum values", filter.getValue()));
            }
            where.append(String.format(Locale.ROOT, " and %s = :%s", column, filter.getKey()));
        }
        RowCallbackHandler eachRow = row -> lines.accept(withBytes(row));
        jdbc.sql(SELECT + where + " order by r.created_at, r.id")
                .params(filters)
                .query(eachRow);
    }

    /** Rules that cover a file through its parents too. */
    void associated(UncheckedDid did, Consumer<Map<String, Object>> lines) {
        RowCallbackHandler eachRow = row -> lines.accept(withBytes(row));
        jdbc.sql(SELECT + " join rucio_ancestors_of(:scope, :name) a on a.scope = r.scope and a.name = r.name")
                .param("scope", did.scope())
                .param("name", did.name())
                .query(eachRow);
    }

    /** A list tells the bytes of each rule's DID; a rule asked for alone does not. */
    private static Map<String, Object> withBytes(ResultSet row) throws SQLException {
        Map<String, Object> line = record(row);
        line.put("bytes", row.getObject("bytes", Long.class));
        return line;
    }

    void locks(String id, Consumer<Map<String, Object>> lines) {
        RowCallbackHandler eachRow = row -> {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("scope", row.getString("scope"));
            line.put("name", row.getString("name"));
            line.put("rse_id", row.getString("id"));
            line.put("rse", row.getString("rse"));
            line.put("state", STATES.get(row.getString("state")));
            line.put("rule_id", id);
            lines.accept(line);
        };
        jdbc.sql("""
                        select k.scope, k.name, k.rse, k.state, x.id
                        from rucio_locks k join rucio_rses x using (rse)
                        where k.rule_id = :id order by k.scope, k.name, k.rse
                        """).param("id", id).query(eachRow);
    }

    /** What {@code POST /rules/} would have to say to make it again. */
    ObjectNode terms(String id) {
        Map<String, Object> rule = get(id);
        ObjectNode terms = Json.mapper().createObjectNode();
        for (String key : COPIED_TERMS) {
            terms.set(key, Json.mapper().valueToTree(rule.get(key)));
        }
        terms.set("comment", Json.mapper().valueToTree(rule.get("comments")));
        Optional.ofNullable(rule.get("meta"))
                .ifPresent(meta -> terms.set("meta", RucioJson.read(String.valueOf(meta))));
        terms.putArray("dids")
                .addObject()
                .put("scope", String.valueOf(rule.get("scope")))
                .put("name", String.valueOf(rule.get("name")));
        jdbc.sql("select cast(greatest(0, extract(epoch from expires_at - now())) as bigint) from rucio_rules"
                        + " where id = :id and expires_at is not null")
                .param("id", id)
                .query(Long.class)
                .optional()
                .ifPresent(seconds -> terms.put("lifetime", seconds));
        return terms;
    }

    /** The locks without a source, or whose last transfer failed. */
    List<Map<String, Object>> stuckTransfers(String id) {
        return jdbc.sql("""
                        select k.scope, k.name, k.rse, k.attempts, r.error, x.id,
                            (select coalesce(json_agg(json_build_array(s.rse, e.availability_read) order by s.rse), '[]')
                             from rucio_replicas s join rucio_rses e on e.rse = s.rse
                             where s.scope = k.scope and s.name = k.name and s.state = 'A') as sources
                        from rucio_locks k join rucio_rules r on r.id = k.rule_id join rucio_rses x on x.rse = k.rse
                        where k.rule_id = :id and k.state = 'S' order by k.scope, k.name, k.rse
                        """)
                .param("id", id)
                .query((row, number) -> {
                    Map<String, Object> line = new LinkedHashMap<>();
                    line.put("scope", row.getString("scope"));
                    line.put("name", row.getString("name"));
                    line.put("rse_id", row.getString("id"));
                    line.put("rse", row.getString("rse"));
                    line.put("attempts", row.getInt("attempts"));
                    line.put("last_error", row.getString("error"));
                    line.put("last_source", null);
                    line.put("sources", RucioJson.plain(RucioJson.read(row.getString("sources"))));
                    line.put("last_time", null);
                    return line;
                })
                .list();
    }

    static Map<String, Object> pastRecord(ResultSet row) throws SQLException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("rule_id", row.getString("id"));
        line.put("created_at", date(row, "created_at"));
        line.put("updated_at", date(row, "updated_at"));
        line.put("rse_expression", row.getString("rse_expression"));
        line.put("state", STATES.get(row.getString("state")));
        line.put("account", row.getString("account"));
        line.put("locks_ok_cnt", row.getLong("locks_ok"));
        line.put("locks_stuck_cnt", row.getLong("locks_stuck"));
        line.put("locks_replicating_cnt", row.getLong("locks_replicating"));
        return line;
    }

    List<String> idsOn(UncheckedDid did) {
        return jdbc.sql("""
                        select r.id from rucio_rules r
                        join rucio_ancestors_of(:scope, :name) a on a.scope = r.scope and a.name = r.name
                        order by r.id
                        """)
                .param("scope", did.scope())
                .param("name", did.name())
                .query(String.class)
                .list();
    }

    private static Map<String, Object> record(ResultSet row) throws SQLException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", row.getString("id"));
        body.put("scope", row.getString("scope"));
        body.put("name", row.getString("name"));
        body.put("did_type", DidType.ofLetter(row.getString("did_type")).name());
        body.put("account", row.getString("account"));
        body.put("copies", row.getInt("copies"));
        body.put("rse_expression", row.getString("rse_expression"));
        body.put("state", STATES.get(row.getString("state")));
        body.put("locks_ok_cnt", row.getInt("locks_ok"));
        body.put("locks_replicating_cnt", row.getInt("locks_replicating"));
        body.put("locks_stuck_cnt", row.getInt("locks_stuck"));
        body.put("error", row.getString("error"));
        body.put("stuck_at", date(row, "stuck_at"));
        body.put("expires_at", date(row, "expires_at"));
        body.put("created_at", date(row, "created_at"));
        body.put("updated_at", date(row, "updated_at"));
        body.put("grouping", row.getString("grouping"));
        body.put("activity", row.getString("activity"));
        body.put("priority", row.getInt("priority"));
        body.put("locked", row.getBoolean("locked"));
        body.put("purge_replicas", row.getBoolean("purge_replicas"));
        body.put("ignore_availability", row.getBoolean("ignore_availability"));
        body.put("ignore_account_limit", false);
        body.put("split_container", row.getBoolean("split_container"));
        body.put("source_replica_expression", row.getString("source_replica_expression"));
        body.put("subscription_id", row.getString("subscription_id"));
        body.put("child_rule_id", row.getString("child_rule_id"));
        body.put("comments", row.getString("comments"));
        body.put("meta", row.getString("meta"));
        body.put("notification", "NO");
        body.put("weight", row.getString("weight"));
        body.put("eol_at", null);
        return body;
    }

    private static @Nullable String date(ResultSet row, String column) throws SQLException {
        return WireDates.formatNullable(row.getObject(column, OffsetDateTime.class));
    }

    private static void requireId(String id) {
        if (!id.matches("[0-9a-fA-F]{32}")) {
            throw new RucioRefusal(500, "RucioException", "Badly formatted rule id (" + id + ")");
        }
    }

    private static RucioRefusal notFound(String id) {
        return new RucioRefusal(404, "RuleNotFound", String.format(Locale.ROOT, "No rule with the id %s found", id));
    }
}
