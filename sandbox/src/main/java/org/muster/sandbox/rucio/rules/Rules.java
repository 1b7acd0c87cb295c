package org.muster.sandbox.rucio.rules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.muster.sandbox.rucio.dids.DidType;
import org.muster.sandbox.rucio.http.Did;
import org.muster.sandbox.rucio.http.RucioDates;
import org.muster.sandbox.rucio.http.RucioError;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads rules and their locks in the form the wire shows. */
@Component
final class Rules {

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
            "child_rule_id", "r.child_rule_id");

    private final JdbcClient jdbc;

    Rules(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose rule it is and what may be done to it. */
    record Held(String id, String account, boolean locked, Optional<String> childRuleId) {}

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
        return jdbc.sql("select account, locked, child_rule_id from rucio_rules where id = :id for update")
                .param("id", id)
                .query((row, number) ->
                        new Held(id, row.getString(1), row.getBoolean(2), Optional.ofNullable(row.getString(3))))
                .optional()
                .orElseThrow(() -> notFound(id));
    }

    void find(Map<String, String> filters, Consumer<Map<String, Object>> lines) {
        StringBuilder where = new StringBuilder(" where true");
        for (Map.Entry<String, String> filter : filters.entrySet()) {
            String column = FILTERS.get(filter.getKey());
            if (column == null) {
                throw new IllegalStateException("type object 'ReplicationRule' has no attribute " + filter.getKey());
            }
            if (filter.getKey().equals("state") && !STATES.containsKey(filter.getValue())) {
                throw new IllegalStateException(
                        "'%s' is not among the defined enum values".formatted(filter.getValue()));
            }
            where.append(" and %s = :%s".formatted(column, filter.getKey()));
        }
        RowCallbackHandler eachRow = row -> {
            Map<String, Object> line = record(row);
            line.put("bytes", row.getObject("bytes", Long.class));
            lines.accept(line);
        };
        jdbc.sql(SELECT + where + " order by r.created_at, r.id")
                .params(filters)
                .query(eachRow);
    }

    /** Rules that cover a file through its parents too. */
    void associated(Did did, Consumer<Map<String, Object>> lines) {
        RowCallbackHandler eachRow = row -> lines.accept(record(row));
        jdbc.sql(SELECT + " join rucio_ancestors_of(:scope, :name) a on a.scope = r.scope and a.name = r.name")
                .param("scope", did.scope())
                .param("name", did.name())
                .query(eachRow);
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

    List<String> idsOn(Did did) {
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
        body.put("subscription_id", null);
        body.put("child_rule_id", row.getString("child_rule_id"));
        body.put("comments", row.getString("comments"));
        body.put("meta", row.getString("meta"));
        body.put("notification", "NO");
        body.put("weight", row.getString("weight"));
        body.put("eol_at", null);
        return body;
    }

    private static @Nullable String date(ResultSet row, String column) throws SQLException {
        return RucioDates.formatNullable(row.getObject(column, OffsetDateTime.class));
    }

    private static void requireId(String id) {
        if (!id.matches("[0-9a-fA-F]{32}")) {
            throw new RucioError(
                    500, "RucioException", "An unknown exception occurred.\nDetails: not a rule id: " + id);
        }
    }

    private static RucioError notFound(String id) {
        return new RucioError(404, "RuleNotFound", "No rule with the id %s found".formatted(id));
    }
}
