package org.muster.sandbox.rucio.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.WireDates;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The subscriptions there are. */
@Component
final class Subscriptions {
    private static final int DEFAULT_PRIORITY = 3;
    private static final Map<String, String> RULE_STATES = Map.of(
            "R", "REPLICATING", "O", "OK", "S", "STUCK", "U", "SUSPENDED", "W", "WAITING_APPROVAL", "I", "INJECT");

    private final JdbcClient jdbc;
    private final Clock clock;

    Subscriptions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    static RucioRefusal notFound(String account, String name) {
        return new RucioRefusal(
                404,
                "SubscriptionNotFound",
                String.format(Locale.ROOT, "Subscription for account '%s' named '%s' not found", account, name));
    }

    List<Map<String, Object>> all() {
        return select("true", "", "");
    }

    List<Map<String, Object>> of(String account) {
        return select("account = :account", account, "");
    }

    List<Map<String, Object>> named(String name) {
        return select("name = :name", "", name);
    }

    List<Map<String, Object>> find(String account, String name) {
        return select("account = :account and name = :name", account, name);
    }

    Map<String, Object> withId(String id) {
        return jdbc.sql("select * from rucio_subscriptions where id = :id")
                .param("id", id)
                .query((row, number) -> line(row))
                .optional()
                .orElseThrow(() -> new RucioRefusal(
                        404,
                        "SubscriptionNotFound",
                        String.format(Locale.ROOT, "No subscription with the id %s found", id)));
    }

    void states(String account, Optional<String> name, Consumer<Object> lines) {
        jdbc.sql("""
                        select s.account, s.name, r.state, count(*) from rucio_subscriptions s
                        join rucio_rules r on r.subscription_id = s.id
                        where s.account = :account and (:every or s.name = :name)
                        group by s.account, s.name, r.state order by s.name, r.state
                        """)
                .param("account", account)
                .param("every", name.isEmpty())
                .param("name", name.orElse(""))
                .query((row, number) ->
                        List.of(row.getString(1), row.getString(2), RULE_STATES.get(row.getString(3)), row.getLong(4)))
                .list()
                .forEach(lines);
    }

    /** The condition is one of the literals above, never a client's text. */
    private List<Map<String, Object>> select(String condition, String account, String name) {
        return jdbc.sql(String.format(
                        Locale.ROOT, "select * from rucio_subscriptions where %s order by account, name", condition))
                .param("account", account)
                .param("name", name)
                .query((row, number) -> line(row))
                .list();
    }

    String add(String account, String name, SubscriptionTerms terms) {
        String id = UUID.randomUUID().toString().replace("-", "");
        int made = jdbc.sql("""
                        insert into rucio_subscriptions (id, account, name, state, filter, rules, comments, policyid,
                            retroactive, expires_at)
                        select :id, account, :name, 'ACTIVE', :filter, :rules, :comments, :priority, :retroactive, :end
                        from rucio_accounts where account = :account
                        on conflict (account, name) do nothing
                        """)
                .param("id", id)
                .param("account", account)
                .param("name", name)
                .param("filter", terms.filter().map(JsonNode::toString).orElse("{}"))
                .param("rules", terms.rules().map(JsonNode::toString).orElse("[]"))
                .param("comments", terms.comments().orElse(null), Types.VARCHAR)
                .param("priority", terms.priority().orElse(DEFAULT_PRIORITY))
                .param("retroactive", terms.retroactive().orElse(false))
                .param("end", end(terms), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
        if (made == 1) {
            return id;
        }
        if (find(account, name).isEmpty()) {
            throw RucioRefusal.accountNotFound(account);
        }
        throw new RucioRefusal(
                409,
                "SubscriptionDuplicate",
                String.format(Locale.ROOT, "Subscription '%s' owned by '%s' already exists!", name, account));
    }

    void change(String account, String name, SubscriptionTerms terms) {
        int changed = jdbc.sql("""
                        update rucio_subscriptions set state = :state, updated_at = now(),
                            filter = coalesce(:filter, filter), rules = coalesce(:rules, rules),
                            comments = coalesce(:comments, comments), policyid = coalesce(:priority, policyid),
                            retroactive = coalesce(:retroactive, retroactive), expires_at = coalesce(:end, expires_at)
                        where account = :account and name = :name
                        """)
                .param("state", terms.state())
                .param("filter", terms.filter().map(JsonNode::toString).orElse(null), Types.VARCHAR)
                .param("rules", terms.rules().map(JsonNode::toString).orElse(null), Types.VARCHAR)
                .param("comments", terms.comments().orElse(null), Types.VARCHAR)
                .param("priority", terms.priority().orElse(null), Types.INTEGER)
                .param("retroactive", terms.retroactive().orElse(null), Types.BOOLEAN)
                .param("end", end(terms), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("account", account)
                .param("name", name)
                .update();
        if (changed == 0) {
            throw notFound(account, name);
        }
    }

    private @Nullable OffsetDateTime end(SubscriptionTerms terms) {
        return terms.lifetime()
                .map(life -> clock.instant().plus(life).atOffset(ZoneOffset.UTC))
                .orElse(null);
    }

    /** Filter and rules go out as JSON inside of a text. */
    private static Map<String, Object> line(ResultSet row) throws SQLException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", row.getString("id"));
        line.put("name", row.getString("name"));
        line.put("filter", row.getString("filter"));
        line.put("replication_rules", row.getString("rules"));
        line.put("policyid", row.getInt("policyid"));
        line.put("state", row.getString("state"));
        line.put("account", row.getString("account"));
        line.put("comments", row.getString("comments"));
        line.put("retroactive", row.getBoolean("retroactive"));
        line.put("lifetime", WireDates.formatNullable(row.getObject("expires_at", OffsetDateTime.class)));
        line.put("created_at", WireDates.formatNullable(row.getObject("created_at", OffsetDateTime.class)));
        line.put("updated_at", WireDates.formatNullable(row.getObject("updated_at", OffsetDateTime.class)));
        return line;
    }
}
