package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.sandbox.RunningSandbox.exceptionClass;
import static org.muster.sandbox.RunningSandbox.json;
import static org.muster.sandbox.RunningSandbox.lines;
import static org.muster.sandbox.rucio.Requests.attach;
import static org.muster.sandbox.rucio.Requests.dataset;
import static org.muster.sandbox.rucio.Requests.register;
import static org.muster.sandbox.rucio.Requests.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.muster.sandbox.RunningSandbox;

/** Rules and quotas, as the real server was seen to treat them. */
class RulesContractTest {

    private static final RunningSandbox SANDBOX = RunningSandbox.INSTANCE;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static JsonNode ruleWhen(String id, String state) {
        Instant end = Instant.now().plus(PATIENCE);
        JsonNode rule = json(SANDBOX.rucio("GET", "/rules/" + id, ""));
        while (!rule.path("state").asText().equals(state) && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
            rule = json(SANDBOX.rucio("GET", "/rules/" + id, ""));
        }
        return rule;
    }

    @Test
    void aRuleOnFilesThatAreThereIsOkAndASecondOneIsRefused() {
        register("UK_NORTH_DISK", "there", "");
        dataset("all-there", "there");
        String id = json(rule("all-there", "UK_NORTH_DISK")).path(0).asText();
        JsonNode rule = json(SANDBOX.rucio("GET", "/rules/" + id, ""));
        assertThat(rule.path("state").asText()).isEqualTo("OK");
        assertThat(rule.path("locks_ok_cnt").asInt()).isEqualTo(1);
        assertThat(exceptionClass(rule("all-there", "UK_NORTH_DISK"))).isEqualTo("DuplicateRule");
        assertThat(lines(SANDBOX.rucio("GET", "/dids/usertests/all-there/rules", "")))
                .extracting(found -> found.path("id").asText())
                .containsExactly(id);
    }

    @Test
    void aRuleCopiesTheBytesAndThenIsOk() {
        String name = "travelling";
        String source = pfn("UK_NORTH_DISK", name);
        String token = SANDBOX.issuer().token("muster", "storage.read:/ storage.create:/");
        assertThat(SANDBOX.send("PUT", source, "hello", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(201);
        register("UK_NORTH_DISK", name, ",\"adler32\":\"062c0215\"");
        String id = json(rule(name, "FR_WEST_DISK")).path(0).asText();
        assertThat(ruleWhen(id, "OK").path("locks_ok_cnt").asInt()).isEqualTo(1);
        HttpResponse<String> copy =
                SANDBOX.send("GET", pfn("FR_WEST_DISK", name), "", "Authorization", "Bearer " + token);
        assertThat(copy.body()).isEqualTo("hello");
        String ended = "{\"options\":{\"lifetime\":0,\"purge_replicas\":true}}";
        assertThat(SANDBOX.rucio("PUT", "/rules/" + id, ended).statusCode()).isEqualTo(200);
        ruleWhen(id, "");
        assertThat(exceptionClass(SANDBOX.rucio("GET", "/rules/" + id, ""))).isEqualTo("RuleNotFound");
    }

    @Test
    void aRuleWithoutASourceIsStuckAndSaysSo() {
        register("UK_NORTH_DISK", "never-written", "");
        String id = json(rule("never-written", "FR_WEST_DISK")).path(0).asText();
        assertThat(ruleWhen(id, "STUCK").path("error").asText()).isEqualTo("MissingSourceReplica");
    }

    @Test
    void filesAttachedLaterComeUnderTheRule() {
        register("UK_NORTH_DISK", "later", "");
        dataset("growing");
        String id = json(rule("growing", "UK_NORTH_DISK")).path(0).asText();
        assertThat(json(SANDBOX.rucio("GET", "/rules/" + id, "")).path("state").asText())
                .isEqualTo("OK");
        attach("growing", "later");
        Instant end = Instant.now().plus(PATIENCE);
        int locks = 0;
        while (locks < 1 && Instant.now().isBefore(end)) {
            locks = json(SANDBOX.rucio("GET", "/rules/" + id, ""))
                    .path("locks_ok_cnt")
                    .asInt();
        }
        assertThat(locks).isEqualTo(1);
    }

    @Test
    void deletingARuleNeedsABodyAndOnlyLetsItExpire() {
        dataset("deleting");
        String id = json(rule("deleting", "UK_NORTH_DISK")).path(0).asText();
        assertThat(exceptionClass(SANDBOX.rucio("DELETE", "/rules/" + id, ""))).isEqualTo("ValueError");
        assertThat(SANDBOX.rucio("DELETE", "/rules/" + id, "{}").statusCode()).isEqualTo(200);
        assertThat(json(SANDBOX.rucio("GET", "/rules/" + id, ""))
                        .path("expires_at")
                        .asText())
                .endsWith(" UTC");
    }

    @Test
    void noLimitMeansNoQuota() {
        dataset("no-quota");
        HttpResponse<String> refused = SANDBOX.rucio(
                "POST",
                "/rules/",
                "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"no-quota\"}],\"account\":\"justinreadonly\",\"copies\":1,\"rse_expression\":\"FR_WEST_DISK\"}");
        assertThat(exceptionClass(refused)).isEqualTo("InsufficientAccountLimit");
        HttpResponse<String> tooMany = SANDBOX.rucio(
                "POST",
                "/rules/",
                "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"no-quota\"}],\"account\":\"muster\",\"copies\":2,\"rse_expression\":\"FR_WEST_DISK\"}");
        assertThat(exceptionClass(tooMany)).isEqualTo("InsufficientTargetRSEs");
    }

    private static String pfn(String rse, String name) {
        return json(SANDBOX.rucio("GET", "/rses/%s/lfns2pfns?lfn=usertests:%s".formatted(rse, name), ""))
                .path("usertests:" + name)
                .asText();
    }

    @Test
    void aRuleForNobodyInParticularIsTheCallersOwn() {
        dataset("my-own");
        HttpResponse<String> made = SANDBOX.rucio(
                "POST",
                "/rules/",
                "{\"dids\":[{\"scope\":\"usertests\",\"name\":\"my-own\"}],\"account\":null,\"copies\":1,\"rse_expression\":\"UK_NORTH_DISK\"}");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(json(SANDBOX.rucio("GET", "/rules/" + json(made).path(0).asText(), ""))
                        .path("account")
                        .asText())
                .isEqualTo("muster");
    }

    @Test
    void nobodyHasLimitsOverExpressions() {
        assertThat(SANDBOX.rucio("GET", "/accounts/muster/limits/global", "").body())
                .isEqualTo("{}");
        assertThat(SANDBOX.rucio("GET", "/accounts/muster/usage/global", "").statusCode())
                .isEqualTo(200);
    }
}
