package org.muster.connectors.rucio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

        assertThat(found.adler32()).contains("0cc737eb");
        assertThat(found.bytes()).isEqualTo(10);
        assertThat(found.replicas()).extracting(Replica::pfn).containsExactly("root://disk", "root://tape");
        assertThat(found.replicas()).extracting(Replica::tape).containsExactly(false, true);
        assertThat(found.available()).containsExactlyInAnyOrder(new RseName("A_TAPE"), new RseName("B_DISK"));
    }

    // 8: rules.

    @Test
    void aRuleThatSaysOKWithoutItsLocksIsNotKeptYetAndOneThatIsStuckSaysWhy() {
        ScriptedServer server = server(request -> Reply.of(200, """
                {"id":"1","scope":"usertests","name":"x","copies":2,"state":"OK","locks_ok_cnt":3,\
                "error":"MissingSourceReplica","stuck_at":"Sun, 22 Nov 2026 20:01:16 UTC"}
                """));

        ReplicationRule rule = client(server).rules().of(FILE).get(0);

        assertThat(rule.keptFor(2)).isFalse();
        assertThat(rule.error()).contains("MissingSourceReplica");
        assertThat(rule.stuckAt()).contains(Instant.parse("2026-11-22T20:01:16Z"));
    }

    @Test
    void aRuleForNoCopyIsRefusedHere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RuleTerms("muster", 0, "X", Optional.empty(), Optional.empty()));
    }

    // 9: dates and numbers. The rest of 9 is above.

    @Test
    void whoAmIIsARedirectThatIsNotFollowed() {
        ScriptedServer server = server(request -> new Reply(303, "", "", Map.of("Location", "muster")));

        assertThat(client(server).accounts().whoami()).isEqualTo("muster");
        assertThat(server.requests()).hasSize(1);
    }
}
