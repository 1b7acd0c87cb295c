package org.muster.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.task.IdentityLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.muster.domain.identity.Role;

/** Proposals: found by machines, decided by the people of their kind. */
final class ProposalProcessTest {
    @RegisterExtension
    final Story story = new Story();

    @Test
    void itIsCarriedOutAfterTheApproval() {
        story.proposal(3, Role.DATA_MANAGEMENT);
        assertThat(story.waiting()).containsExactly("decide-proposal");
        assertThat(story.task(Gate.DECIDE_PROPOSAL).getName()).isEqualTo("Repair the catalogues?");
        assertThat(story.seen(Gate.DECIDE_PROPOSAL, Variable.PROPOSAL_TEXT)).isEqualTo("1 file");
        assertThat(story.calls(Topic.CARRY_OUT_PROPOSAL))
                .as("nothing changes before")
                .isZero();

        story.answers(Gate.DECIDE_PROPOSAL, "approve");

        assertThat(story.calls(Topic.CARRY_OUT_PROPOSAL)).isEqualTo(1);
        assertThat(story.finished()).containsExactly("p3");
        assertThat(story.over()).isTrue();
    }

    @Test
    void itIsOfferedToTheGroupOfItsKind() {
        story.proposal(3, Role.SHIFTER);

        assertThat(Story.ENGINE
                        .getTaskService()
                        .getIdentityLinksForTask(
                                story.task(Gate.DECIDE_PROPOSAL).getId()))
                .extracting(IdentityLink::getGroupId)
                .containsExactly(Role.SHIFTER.group());
    }

    @Test
    void whatIsRefusedIsNotCarriedOut() {
        story.proposal(3, Role.DATA_MANAGEMENT);
        assertThatThrownBy(() -> story.answers(Gate.DECIDE_PROPOSAL, "refuse"))
                .hasStackTraceContaining("a refusal needs its reason");

        story.answers(Gate.DECIDE_PROPOSAL, "refuse", "a test of the catalogue's people");

        assertThat(story.calls(Topic.CARRY_OUT_PROPOSAL)).isZero();
        assertThat(story.finished()).isEmpty();
        assertThat(story.over()).isTrue();
    }

    @Test
    void whatIsNoLongerTrueNeedsNoDecision() {
        story.proposal(3, Role.DATA_MANAGEMENT).proposal(4, Role.DATA_MANAGEMENT);

        assertThat(story.withdraws("p3")).isTrue();

        assertThat(story.waiting()).as("the other").containsExactly("decide-proposal");
        story.answers(Gate.DECIDE_PROPOSAL, "approve");
        assertThat(story.calls(Topic.CARRY_OUT_PROPOSAL)).isEqualTo(1);
        assertThat(story.withdraws("p4")).as("it is decided").isFalse();
        assertThat(story.finished()).containsExactly("p4");
    }
}
