package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.exceptionClass;
import static org.muster.sandbox.RunningSandbox.lines;
import static org.muster.sandbox.rucio.Requests.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

/** Subscriptions, as the real server was seen to treat them. */
class SubscriptionsContractTest {
    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RULES =
            "[{\"copies\":1,\"rse_expression\":\"UK_NORTH_DISK\",\"activity\":\"User Subscriptions\",\"lifetime\":86400}]";

    private static HttpResponse<String> add(String name, String filter, String rules) {
        return SANDBOX.rucio(
                "POST",
                "/subscriptions/muster/" + name,
                "{\"options\":{\"filter\":%s,\"replication_rules\":%s,\"comments\":\"c\",\"lifetime\":null,\"retroactive\":false}}"
                        .formatted(filter, rules));
    }

    private static HttpResponse<String> change(String name, String options) {
        return SANDBOX.rucio("PUT", "/subscriptions/muster/" + name, "{\"options\":%s}".formatted(options));
    }

    private static JsonNode found(String name) {
        return lines(SANDBOX.rucio("GET", "/subscriptions/muster/" + name, "")).get(0);
    }

    @Test
    void aNewOneAnswersWithItsBareIdAndKeepsJsonInsideOfTexts() {
        HttpResponse<String> made = add("bare", "{\"scope\":[\"no-such-scope\"]}", RULES);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body())
                .matches("[0-9a-f]{32}")
                .isEqualTo(found("bare").path("id").asText());
        assertThat(found("bare").path("filter").textValue()).isEqualTo("{\"scope\":[\"no-such-scope\"]}");
        assertThat(found("bare").path("replication_rules").textValue()).isEqualTo(RULES);
        assertThat(exceptionClass(add("bare", "{}", RULES))).isEqualTo("SubscriptionDuplicate");
    }

    @Test
    void everyOptionMustBeThereAndTheDefaultActivityIsNone() {
        HttpResponse<String> lacking = SANDBOX.rucio(
                "POST", "/subscriptions/muster/lacking", "{\"options\":{\"filter\":{},\"replication_rules\":[]}}");

        assertThat(lacking.statusCode()).isEqualTo(400);
        assertThat(exceptionClass(lacking)).isEqualTo("KeyError");
        assertThat(add("idle", "{}", "[{\"copies\":1,\"rse_expression\":\"UK_NORTH_DISK\"}]")
                        .statusCode())
                .isEqualTo(400);
        assertThat(SANDBOX.rucioAs("justinreadonly", "PUT", "/subscriptions/muster/bare", "{\"options\":{}}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aChangeMakesItUpdatedAndOnlyALetterSwitchesItOff() {
        add("changed", "{\"scope\":[\"no-such-scope\"]}", RULES);

        assertThat(change("changed", "{\"comments\":\"new\",\"priority\":4}").statusCode())
                .isEqualTo(201);
        assertThat(found("changed").path("state").asText()).isEqualTo("UPDATED");
        assertThat(found("changed").path("comments").asText()).isEqualTo("new");
        assertThat(found("changed").path("policyid").asInt()).isEqualTo(4);
        assertThat(change("changed", "{\"state\":\"INACTIVE\"}").statusCode()).isEqualTo(400);
        assertThat(change("changed", "{\"state\":\"I\"}").statusCode()).isEqualTo(201);
        assertThat(found("changed").path("state").asText()).isEqualTo("INACTIVE");
        assertThat(exceptionClass(change("never-made", "{}"))).isEqualTo("SubscriptionNotFound");
        assertThat(exceptionClass(SANDBOX.rucio("GET", "/subscriptions/muster/never-made", "")))
                .isEqualTo("SubscriptionNotFound");
    }

    @Test
    void onlyWhatPassesTheFilterAndIsNewGetsTheRule() {
        dataset("ordered-before");
        awaitLookedAt("ordered-before");
        add("ordered", "{\"scope\":[\"usertests\"],\"did_type\":[\"DATASET\"],\"pattern\":\"ordered.*\"}", RULES);
        dataset("other-kind");
        dataset("ordered-after");
        awaitLookedAt("ordered-after");

        assertThat(rules("ordered-after")).isEqualTo(1);
        assertThat(rules("other-kind")).isZero();
        assertThat(rules("ordered-before")).isZero();
        change("ordered", "{\"state\":\"I\"}");
        dataset("ordered-late");
        awaitLookedAt("ordered-late");
        assertThat(rules("ordered-late")).isZero();
    }

    private static int rules(String name) {
        return lines(SANDBOX.rucio("GET", "/dids/usertests/" + name + "/rules", ""))
                .size();
    }

    private static void awaitLookedAt(String name) {
        Instant end = Instant.now().plus(PATIENCE);
        while (SANDBOX.jdbc()
                .sql("select is_new from rucio_dids where scope = 'usertests' and name = :name")
                .param("name", name)
                .query(Boolean.class)
                .single()) {
            assertThat(Instant.now()).as("time").isBefore(end);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
