package org.muster.webapp.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ExternalTaskService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.Did;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.workflow.StageRef;
import org.muster.processes.Topic;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.protocol.platform.ProposalRow;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.webapp.WebappApplication;
import org.muster.webapp.orchestration.EngineHand;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** After an upgrade people decide what was open before it, what was approved is carried out, and what was refused is remembered. */
@SpringBootTest(classes = WebappApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = FormerSurroundings.class)
@DirtiesContext
@Tag("own-process")
@Import({Door.class, EngineHand.class})
class FormerWebappTest {
    private static final ProposalId OPEN = new ProposalId(2);
    private static final ProposalId UNDER_WAY = new ProposalId(3);

    private final Door door;
    private final EngineHand hand;
    private final ExternalTaskService work;

    @Autowired
    FormerWebappTest(Door door, EngineHand hand, ExternalTaskService work) {
        this.door = door;
        this.hand = hand;
        this.work = work;
    }

    private void carryOut() {
        work.fetchAndLock(10, "test")
                .topic(Topic.CARRY_OUT_PROPOSAL.topic(), 60_000)
                .execute()
                .forEach(task -> work.complete(task.getId(), "test"));
    }

    private static Discrepancy missing(String name, int output) {
        return new Discrepancy(
                DiscrepancyKind.MISSING_IN_RUCIO,
                Did.parse("s:" + name),
                Did.parse("s:d"),
                StageRef.parse("w1s1"),
                Optional.of((long) output),
                100,
                "",
                Instant.parse("2126-11-22T20:00:00Z"));
    }

    @Test
    void whatWasBegunBeforeTheUpgradeIsDecidedAndCarriedOutAfterIt() {
        assertThat(door.as("dan").proposals(Map.of()).rows())
                .extracting(ProposalRow::kind, ProposalRow::state)
                .containsExactly(
                        tuple("inventory", ProposalState.APPROVED),
                        tuple("repairs", ProposalState.OPEN),
                        tuple("repairs", ProposalState.REFUSED));
        door.as("muster-agents")
                .propose(new ReconciliationReport(1, 2, true, List.of(missing("a", 1), missing("b", 2))));
        assertThat(hand.waiting(OPEN))
                .as("it is still true, and its task waits")
                .containsExactly("decide-proposal");
        assertThat(hand.waiting(UNDER_WAY)).isEmpty();

        assertThat(hand.complete(OPEN, "decide-proposal", "dan", Map.of("decision", "approve"))
                        .status())
                .isEqualTo(204);
        carryOut();

        door.as("muster-agents").propose(new ReconciliationReport(1, 2, true, List.of(missing("a", 1))));
        assertThat(door.as("dan").proposals(Map.of()).rows())
                .as("nothing new: what was refused is remembered")
                .extracting(ProposalRow::state)
                .containsExactly(ProposalState.FINISHED, ProposalState.FINISHED, ProposalState.REFUSED);
    }
}
