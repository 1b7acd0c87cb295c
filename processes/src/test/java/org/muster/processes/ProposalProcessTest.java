package org.muster.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Repair lists and inventory changes: found by machines, decided by data management. */
final class ProposalProcessTest {
    @RegisterExtension
    final Story story = new Story();

    @Test
    void repairsAreCarriedOutAfterTheApproval() {
        story.repairs(3);
        assertThat(story.waiting()).containsExactly("approve-repairs");
        assertThat(story.seen(Gate.APPROVE_REPAIRS, Variable.REPAIRS_TEXT)).isEqualTo("1 file");
        assertThat(story.calls(Topic.CARRY_OUT_REPAIRS))
                .as("nothing changes before")
                .isZero();

        story.answers(Gate.APPROVE_REPAIRS, "approve");

        assertThat(story.calls(Topic.CARRY_OUT_REPAIRS)).isEqualTo(1);
        assertThat(story.over()).isTrue();
    }

    @Test
    void refusedRepairsAreNotCarriedOut() {
        story.repairs(3);
        assertThatThrownBy(() -> story.answers(Gate.APPROVE_REPAIRS, "refuse"))
                .hasStackTraceContaining("a refusal needs its reason");

        story.answers(Gate.APPROVE_REPAIRS, "refuse", "a test of the catalogue's people");

        assertThat(story.calls(Topic.CARRY_OUT_REPAIRS)).isZero();
        assertThat(story.over()).isTrue();
    }

    @Test
    void listThatIsNoLongerTrueNeedsNoDecision() {
        story.repairs(3).repairs(4);

        assertThat(story.withdraws("r3")).isTrue();

        assertThat(story.waiting()).as("the other list").containsExactly("approve-repairs");
        story.answers(Gate.APPROVE_REPAIRS, "approve");
        assertThat(story.calls(Topic.CARRY_OUT_REPAIRS)).isEqualTo(1);
        assertThat(story.withdraws("r4")).as("it is decided").isFalse();
    }

    @Test
    void inventoryIsInForceAfterTheApproval() {
        story.inventory(1);
        assertThat(story.seen(Gate.APPROVE_INVENTORY, Variable.INVENTORY_TEXT)).isEqualTo("site X: max cores 4 -> 8");
        assertThat(story.calls(Topic.APPLY_INVENTORY)).isZero();

        story.answers(Gate.APPROVE_INVENTORY, "approve");

        assertThat(story.calls(Topic.APPLY_INVENTORY)).isEqualTo(1);
        assertThat(story.over()).isTrue();
    }

    @Test
    void refusedInventoryChangesNothing() {
        story.inventory(1).answers(Gate.APPROVE_INVENTORY, "refuse", "the site is not ready");

        assertThat(story.calls(Topic.APPLY_INVENTORY)).isZero();
        assertThat(story.over()).isTrue();
    }

    @Test
    void inventoryThatChangedAgainIsAskedAnew() {
        story.inventory(1);

        assertThat(story.withdraws("i1")).isTrue();

        assertThat(story.waiting()).isEmpty();
        assertThat(story.over()).isTrue();
    }
}
