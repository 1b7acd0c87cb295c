package org.muster.sandbox.rucio.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.muster.sandbox.rucio.dids.DidType;
import org.muster.sandbox.rucio.http.CallerAccount;
import org.muster.sandbox.rucio.http.RucioJson;
import org.muster.sandbox.rucio.http.RucioRefusal;
import org.muster.sandbox.rucio.http.UncheckedDid;
import org.muster.sandbox.rucio.rules.RuleMaker;
import org.muster.sandbox.rucio.rules.RuleRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The step that real Rucio's transmogrifier takes: gives new collections the rules of the subscriptions they pass. */
@Component
final class StandingOrders {
    private static final Logger LOG = LoggerFactory.getLogger(StandingOrders.class);
    private static final int MAX_DIDS_PER_STEP = 100;
    private static final CallerAccount ROOT = new CallerAccount("root", true, Instant.MAX);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final RuleMaker maker;

    StandingOrders(JdbcClient jdbc, TransactionTemplate transaction, RuleMaker maker) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.maker = maker;
    }

    private record NewDid(UncheckedDid did, String account, String type, String meta) {
        Map<String, String> properties() {
            Map<String, String> properties = new HashMap<>();
            RucioJson.readMap(meta).forEach((key, value) -> properties.put(key, String.valueOf(value)));
            properties.put("scope", did.scope());
            properties.put("name", did.name());
            properties.put("account", account);
            properties.put("did_type", DidType.ofLetter(type).name());
            return properties;
        }
    }

    private record Order(String id, String account, String filter, String rules) {}

    @Scheduled(fixedDelayString = "${muster.sandbox.rules.step-delay}")
    void step() {
        List<NewDid> found = newDids();
        if (found.isEmpty()) {
            return;
        }
        List<Order> orders = orders();
        for (NewDid each : found) {
            orders.forEach(order -> look(order, each));
            jdbc.sql("update rucio_dids set is_new = false where scope = :scope and name = :name")
                    .param("scope", each.did().scope())
                    .param("name", each.did().name())
                    .update();
        }
    }

    /** One that can not be read, or compared with this DID, does not hold up the others. */
    private void look(Order order, NewDid found) {
        try {
            if (new Filter(RucioJson.read(order.filter())).passes(found.properties())) {
                RucioJson.read(order.rules()).forEach(rule -> make(order, rule, found.did()));
            }
        } catch (RuntimeException failed) {
            LOG.warn("A subscription of {} is passed over for {}", order.account(), found.did(), failed);
        }
    }

    private List<NewDid> newDids() {
        return jdbc.sql("select * from rucio_dids where is_new order by created_at limit :most")
                .param("most", MAX_DIDS_PER_STEP)
                .query((row, number) -> new NewDid(
                        new UncheckedDid(row.getString("scope"), row.getString("name")),
                        row.getString("account"),
                        row.getString("did_type"),
                        row.getString("meta")))
                .list();
    }

    private List<Order> orders() {
        return jdbc.sql("""
                        select id, account, filter, rules from rucio_subscriptions
                        where state <> 'INACTIVE' and (expires_at is null or expires_at > now())
                        order by policyid, account, name
                        """)
                .query((row, number) -> new Order(
                        row.getString("id"), row.getString("account"), row.getString("filter"), row.getString("rules")))
                .list();
    }

    /** A rule that can not be made, or is there already, does not hold up the others. */
    private void make(Order order, JsonNode rule, UncheckedDid did) {
        ObjectNode body = rule.deepCopy();
        body.put("account", order.account());
        body.put("subscription_id", order.id());
        body.putArray("dids").addObject().put("scope", did.scope()).put("name", did.name());
        try {
            transaction.executeWithoutResult(status -> maker.make(ROOT, RuleRequest.of(body)));
        } catch (RucioRefusal refused) {
            LOG.info("A subscription of {} gives {} no rule: {}", order.account(), did, refused.exceptionClass());
        }
    }
}
