package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.exceptionClass;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.RunningSandbox.lines;
import static org.muster.sandbox.rucio.Requests.dataset;
import static org.muster.sandbox.rucio.Requests.register;
import static org.muster.sandbox.rucio.Requests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

/** Another rule in the place of one, what became of rules, and whose room they take. */
class RuleUpkeepTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.onSpinWait();
        }
    }

    private static HttpResponse<String> post(String path, String body) {
        return SANDBOX.rucio("POST", path, body.replace('\'', '"'));
    }

    private static JsonNode get(String path) {
        return json(SANDBOX.rucio("GET", path, ""));
    }

    private static String rulesOn(String name, String more) {
        return json(post(
                        "/rules/",
                        "{'dids':[{'scope':'usertests','name':'%s'}],'account':'muster',%s}".formatted(name, more)))
                .path(0)
                .asText();
    }

    private static void awaitGone(String id) {
        await(() -> exceptionClass(SANDBOX.rucio("GET", "/rules/" + id, "")).equals("RuleNotFound"));
    }

    @Test
    void aRuleIsMovedAndItsPastIsKept() {
        register("UK_NORTH_DISK", "moving", "");
        register("UK_SOUTH_DISK", "moving", "");
        dataset("moving-set", "moving");
        String id = json(rule("moving-set", "UK_NORTH_DISK")).path(0).asText();
        assertThat(get("/rules/" + id + "/analysis").path("rule_error").asText())
                .isEqualTo("This replication rule is OK");
        assertThat(exceptionClass(post("/rules/" + id + "/move", "{'rse_expression':'UK_NORTH_DISK'}")))
                .isEqualTo("DuplicateRule");
        assertThat(exceptionClass(post("/rules/" + id + "/move", "{'rse_expression':'NO_DISK'}")))
                .isEqualTo("InvalidRSEExpression");

        String moved = json(post(
                        "/rules/" + id + "/move",
                        "{'rse_expression':'UK_SOUTH_DISK','activity':'Staging','override':{'comment':'moved'}}"))
                .asText();

        JsonNode made = get("/rules/" + moved);
        assertThat(made.path("rse_expression").asText()).isEqualTo("UK_SOUTH_DISK");
        assertThat(made.path("activity").asText()).isEqualTo("Staging");
        assertThat(made.path("comments").asText()).isEqualTo("moved");
        awaitGone(id);
        assertThat(lines(SANDBOX.rucio("GET", "/rules/usertests/moving-set/history", "")))
                .extracting(line -> line.path("rule_id").asText())
                .containsExactly(id, moved);
        assertThat(lines(SANDBOX.rucio("GET", "/rules/usertests/never-ruled/history", "")))
                .isEmpty();
        assertThat(lines(SANDBOX.rucio("GET", "/replicas/rse/UK_SOUTH_DISK", "")))
                .anySatisfy(line -> assertThat(line.path("name").asText()).isEqualTo("moving-set"));
    }

    @Test
    void aRuleThatHasBeenMovedIsNotMovedAgain() {
        register("UK_NORTH_DISK", "once", "");
        dataset("once-set", "once");
        String id = json(rule("once-set", "UK_NORTH_DISK")).path(0).asText();
        // Never written anywhere, so the rule in its place is not OK before long.
        assertThat(post("/rules/" + id + "/move", "{'rse_expression':'FR_WEST_DISK'}")
                        .statusCode())
                .isEqualTo(201);

        HttpResponse<String> again = post("/rules/" + id + "/move", "{'rse_expression':'UK_SOUTH_DISK'}");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).path("ExceptionMessage").asText()).isEqualTo("The rule must not have a child rule.");
    }

    @Test
    void copiesAreReducedAndTheOldRuleEnds() {
        register("UK_NORTH_DISK", "twofold", "");
        register("UK_SOUTH_DISK", "twofold", "");
        dataset("twofold-set", "twofold");
        String id = rulesOn("twofold-set", "'copies':2,'rse_expression':'UK_NORTH_DISK|UK_SOUTH_DISK'");
        HttpResponse<String> more = post("/rules/" + id + "/reduce", "{'copies':2}");
        assertThat(more.statusCode()).isEqualTo(409);
        assertThat(json(more).path("ExceptionMessage").asText())
                .isEqualTo("Copies of the new rule must be smaller than the old rule.");

        HttpResponse<String> answer =
                post("/rules/" + id + "/reduce", "{'copies':1,'exclude_expression':'UK_NORTH_DISK'}");
        String reduced = json(answer).asText();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(get("/rules/" + reduced).path("rse_expression").asText())
                .isEqualTo("(UK_NORTH_DISK|UK_SOUTH_DISK)\\(UK_NORTH_DISK)");
        assertThat(lines(SANDBOX.rucio("GET", "/rules/" + reduced + "/locks", "")))
                .extracting(lock -> lock.path("rse").asText())
                .containsExactly("UK_SOUTH_DISK");
        awaitGone(id);
        assertThat(get("/rules/" + reduced).path("state").asText()).isEqualTo("OK");
    }

    @Test
    void copiesOfARuleThatIsNotKeptAreNotReduced() {
        register("UK_NORTH_DISK", "incomplete", "");
        String id = rulesOn("incomplete", "'copies':2,'rse_expression':'UK_NORTH_DISK|FR_WEST_DISK'");

        HttpResponse<String> refused = post("/rules/" + id + "/reduce", "{'copies':1}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("ExceptionMessage").asText()).isEqualTo("The source rule must be in state OK.");
        assertThat(lines(SANDBOX.rucio("GET", "/dids/usertests/incomplete/rules", "")))
                .hasSize(1);
    }

    @Test
    void whatKeepsARuleFromBeingKeptIsTold() {
        register("UK_NORTH_DISK", "nowhere-to-be-had", "");
        String id = json(rule("nowhere-to-be-had", "FR_WEST_DISK")).path(0).asText();
        await(() -> get("/rules/" + id).path("state").asText().equals("STUCK"));

        JsonNode analysis = get("/rules/" + id + "/analysis");

        assertThat(analysis.path("rule_error").asText()).isEqualTo("MissingSourceReplica");
        assertThat(analysis.path("transfers")).singleElement().satisfies(transfer -> {
            assertThat(transfer.path("name").asText()).isEqualTo("nowhere-to-be-had");
            assertThat(transfer.path("rse").asText()).isEqualTo("FR_WEST_DISK");
            assertThat(transfer.path("attempts").asInt()).isPositive();
            assertThat(transfer.path("sources")).hasToString("[[\"UK_NORTH_DISK\",true]]");
        });
    }

    @Test
    void rulesOfASubscriptionAreThoseItMade() {
        assertThat(post(
                                "/subscriptions/muster/upkeep",
                                "{'options':{'filter':{'scope':['usertests'],'pattern':'subscribed.*'},"
                                        + "'replication_rules':[{'copies':1,'rse_expression':'UK_NORTH_DISK','activity':'Debug'}],"
                                        + "'comments':null,'lifetime':null,'retroactive':false}}")
                        .statusCode())
                .isEqualTo(201);
        dataset("subscribed-set");

        await(() -> !lines(SANDBOX.rucio("GET", "/subscriptions/muster/upkeep/rules", ""))
                .isEmpty());

        assertThat(lines(SANDBOX.rucio("GET", "/subscriptions/muster/upkeep/rules?state=O", "")))
                .extracting(rule -> rule.path("name").asText())
                .containsExactly("subscribed-set");
        assertThat(lines(SANDBOX.rucio("GET", "/subscriptions/muster/upkeep/rules?state=S", "")))
                .isEmpty();
        assertThat(exceptionClass(SANDBOX.rucio("GET", "/subscriptions/muster/upkeep/rules?state=OK", "")))
                .isEqualTo("ValueError");
    }

    /** Which is no JSON, but what Python makes of it, and the real server sends. */
    @Test
    void aLimitOfMinusOneIsNoBound() {
        assertThat(SANDBOX.rucioAs("root", "POST", "/accounts/bounded", "{\"type\":\"SERVICE\",\"email\":\"\"}")
                        .statusCode())
                .isEqualTo(201);
        post("/accountlimits/local/bounded/UK_NORTH_DISK", "{'bytes':-1}");
        register("UK_NORTH_DISK", "unbounded", "");
        String made =
                "{'dids':[{'scope':'usertests','name':'unbounded'}],'account':'bounded','copies':1,'rse_expression':'%s'}";

        assertThat(post("/rules/", made.formatted("UK_NORTH_DISK")).statusCode())
                .isEqualTo(201);
        assertThat(exceptionClass(post("/rules/", made.formatted("UK_SOUTH_DISK"))))
                .isEqualTo("InsufficientAccountLimit");
        assertThat(SANDBOX.rucio("GET", "/accounts/bounded/limits/local", "").body())
                .isEqualTo("{\"UK_NORTH_DISK\":Infinity}");
        assertThat(SANDBOX.rucio("GET", "/accounts/bounded/usage/local", "").body())
                .contains("\"bytes\":5,", "\"bytes_limit\":Infinity,\"bytes_remaining\":Infinity");
    }
}
