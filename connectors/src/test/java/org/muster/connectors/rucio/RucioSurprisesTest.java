package org.muster.connectors.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.ScriptedServer;
import org.muster.domain.storage.RseName;

/** What is in the answers and is not what one would think: the second half of {@link RucioGotchasTest}. */
class RucioSurprisesTest extends ScriptedRucio {
    // 7: replicas.

    @Test
    void replicasComeByPriorityAndChecksumsInSmallLetters() {
        ScriptedServer server = server(request -> Reply.of(200, """
                {"scope":"usertests","name":"a/b.root","bytes":10.0,"adler32":"0CC737EB","states":{"A_TAPE":"AVAILABLE","B_DISK":"AVAILABLE","C_DISK":"BAD"},\
                "pfns":{"root://tape":{"rse":"A_TAPE","type":"TAPE","domain":"wan","priority":2},"root://disk":{"rse":"B_DISK","type":"DISK","domain":"lan","priority":1}}}
                """));

        FileReplicas found =
                client(server).replicas(List.of(FILE), ReplicaQuery.ALL).get(0);

        assertThat(found.adler32()).isEqualTo("0cc737eb");
        assertThat(found.bytes()).isEqualTo(10);
        assertThat(found.replicas()).extracting(Replica::pfn).containsExactly("root://disk", "root://tape");
        assertThat(found.replicas()).extracting(Replica::tape).containsExactly(false, true);
        assertThat(found.available()).containsExactlyInAnyOrder(new RseName("A_TAPE"), new RseName("B_DISK"));
    }

    // 8: rules.

    @Test
    void aRuleThatSaysOKWithoutItsLocksIsNotKeptYetAndOneThatIsStuckSaysWhy() {
        ScriptedServer server = server(request -> Reply.json(Map.of(
                "id",
                "1",
                "scope",
                "usertests",
                "name",
                "x",
                "copies",
                2,
                "state",
                "OK",
                "locks_ok_cnt",
                3,
                "error",
                "MissingSourceReplica",
                "stuck_at",
                "Sun, 22 Nov 2026 20:01:16 UTC")));

        Rule rule = client(server).rules().find("1").orElseThrow();

        assertThat(rule.keptFor(2)).isFalse();
        assertThat(rule.error()).isEqualTo("MissingSourceReplica");
        assertThat(rule.stuckAt()).contains(Instant.parse("2026-11-22T20:01:16Z"));
    }

    @Test
    void aRuleIsEndedByItsLifetimeBecauseDeletingTakesAnHour() {
        ScriptedServer server = server(request -> Reply.of(200, ""));

        client(server).rules().endAndPurge("1");

        assertThat(server.log()).containsExactly("PUT /rules/1");
        assertThat(server.last().body()).contains("\"lifetime\":0", "\"purge_replicas\":true");
    }

    @Test
    void aLostAnswerToAMoveIsMadeGood() {
        ScriptedServer server = server(request -> request.method().equals("POST")
                ? error(409, "RuleReplaceFailed", "has a child rule")
                : Reply.json(Map.of("id", "1", "scope", "u", "name", "x", "child_rule_id", "2")));

        assertThat(client(server).rules().move("1", "B_DISK")).isEqualTo("2");
    }

    @Test
    void optionsOfARuleThatRucioWouldMisreadAreRefusedHere() {
        RuleTerms terms = RuleTerms.of("muster", 1, "X", Duration.ZERO, "");

        assertThatIllegalArgumentException().isThrownBy(() -> terms.with(RuleOption.META, Map.of("w", 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> RuleTerms.of("muster", 0, "X", Duration.ZERO, ""));
    }

    // 9: dates and numbers. The rest of 9 is above.

    @Test
    void subscriptionsHoldJSONInsideOfTextsAndNeedAnActivity() {
        ScriptedServer server = server(request -> request.method().equals("GET")
                ? Reply.of(
                        200,
                        Reply.write(Map.of(
                                        "id",
                                        "s1",
                                        "account",
                                        "muster",
                                        "name",
                                        "auto",
                                        "state",
                                        "ACTIVE",
                                        "filter",
                                        "{\"scope\":[\"toy\"]}",
                                        "replication_rules",
                                        "[{\"copies\":1}]"))
                                + "\n")
                : Reply.of(201, "fd87bdc294d149fb9d71025cbeca5d9b"));
        RucioSubscriptions subscriptions = client(server).subscriptions();

        subscriptions.put(
                "muster",
                "auto",
                Map.of("scope", List.of("toy")),
                List.of(RuleTerms.of("muster", 1, "X", Duration.ZERO, "")),
                "automatic");
        assertThat(server.last()
                        .json()
                        .path("options")
                        .path("replication_rules")
                        .path(0)
                        .path("activity")
                        .asText())
                .isEqualTo("User Subscriptions");
        assertThat(server.last().json().path("options").has("lifetime")).isTrue();

        assertThat(subscriptions.find("muster", "auto")).hasValueSatisfying(found -> {
            assertThat(found.filter().path("scope").path(0).asText()).isEqualTo("toy");
            assertThat(found.rules().path(0).path("copies").asInt()).isEqualTo(1);
        });

        subscriptions.switchOff("muster", "auto");
        assertThat(server.last().body()).contains("\"state\":\"I\"");
    }

    @Test
    void whoAmIIsARedirectThatIsNotFollowed() {
        ScriptedServer server = server(request -> new Reply(303, "", "", Map.of("Location", "muster")));

        assertThat(client(server).accounts().whoami()).isEqualTo("muster");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aLimitWithoutBoundIsNoJSONAndReadAllTheSame() {
        ScriptedServer server = server(request -> Reply.of(
                200,
                request.path().contains("usage")
                        ? "{\"rse\":\"UK_NORTH_DISK\",\"bytes\":5,\"files\":1,\"bytes_limit\":Infinity,\"bytes_remaining\":Infinity}\n"
                        : "{\"UK_NORTH_DISK\": Infinity}"));

        assertThat(client(server).accounts().limits("muster")).containsExactly(Map.entry(DISK, Long.MAX_VALUE));
        assertThat(client(server).accounts().usage("muster")).singleElement().satisfies(use -> {
            assertThat(use.bytes()).isEqualTo(5);
            assertThat(use.limitBytes()).isEqualTo(Long.MAX_VALUE);
            assertThat(use.remainingBytes()).isEqualTo(Long.MAX_VALUE);
        });
    }
}
