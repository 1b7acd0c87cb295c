package org.muster.webapp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.processes.Topic;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.InventoryChange;
import org.muster.protocol.platform.InventoryChangeRow;
import org.muster.protocol.platform.InventoryProposalRow;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.StorageUsage;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

@RunningWebapp
class InventoryProposalsTest {
    private static final String GATE = "approve-inventory";
    private static int cores = 8;

    private final Door door;
    private final EngineHand hand;

    @Autowired
    InventoryProposalsTest(Door door, EngineHand hand) {
        this.door = door;
        this.hand = hand;
    }

    @BeforeEach
    void nothingDiffers() {
        found(Inventory.Limits.UNKNOWN);
        cores++;
    }

    private PlatformClient agents() {
        return door.as("muster-agents");
    }

    private InventoryProposalRow found(Inventory.Limits limits, String... changes) {
        return agents().propose(new FoundInventory(
                inventory(limits, true),
                Arrays.stream(changes)
                        .map(text -> new InventoryChange("site", "X", "changed", text))
                        .toList()));
    }

    private static Inventory inventory(Inventory.Limits limits, boolean enabled) {
        return new Inventory(
                List.of(new Inventory.Site(new SiteName("X"), enabled, List.of("X-CE"), limits)),
                List.of(),
                List.of(),
                List.of());
    }

    private InventoryProposalRow more() {
        return found(new Inventory.Limits(cores, 0, 0), "site X: max cores 4 -> " + cores);
    }

    private Door.Answer decide(InventoryProposalRow proposal, String who, String decision, String comment) {
        return hand.complete("i" + proposal.proposal(), GATE, who, Map.of("decision", decision, "comment", comment));
    }

    @Test
    void theSameDifferenceIsAskedOnce() {
        InventoryProposalRow first = more();
        InventoryProposalRow again = more();

        assertThat(again).isEqualTo(first);
        assertThat(first.state()).isEqualTo(ProposalState.OPEN);
        assertThat(hand.waiting("i" + first.proposal())).containsExactly(GATE);
        assertThat(agents().inventoryChanges(Map.of("proposal", Integer.toString(first.proposal())))
                        .rows())
                .extracting(InventoryChangeRow::text)
                .containsExactly("site X: max cores 4 -> " + cores);
    }

    @Test
    void storagesAreAsLastTold() {
        StorageUsage full = new StorageUsage(new RseName("A"), true, false, 4, 4, Instant.EPOCH);
        agents().storages(List.of(full, new StorageUsage(new RseName("B"), true, true, 1, 4, Instant.EPOCH)));

        agents().storages(List.of(full));

        assertThat(agents().storages()).containsExactly(full);
    }

    @Test
    void anotherDifferenceTakesItsPlace() {
        InventoryProposalRow first = more();
        cores++;
        InventoryProposalRow second = more();

        assertThat(second.proposal()).isNotEqualTo(first.proposal());
        assertThat(hand.waiting("i" + first.proposal())).isEmpty();
        assertThat(hand.waiting("i" + second.proposal())).containsExactly(GATE);
        assertThat(agents().inventoryProposals(Map.of("state", "open")).rows())
                .extracting(InventoryProposalRow::proposal)
                .containsExactly(second.proposal());
    }

    @Test
    void whatIsApprovedIsWhatTheWorkerGets() {
        InventoryProposalRow proposal = more();
        assertThat(decide(proposal, "dan", "approve", "").status()).isEqualTo(204);

        assertThat(door.as("muster-workers").proposedInventory(proposal.proposal()))
                .isEqualTo(inventory(new Inventory.Limits(cores, 0, 0), true));
        assertThat(more().state()).as("it is being put in force").isEqualTo(ProposalState.APPROVED);
        door.as("muster-workers").inventoryApplied(proposal.proposal());
        hand.answer(Topic.APPLY_INVENTORY, Map.of());
        door.as("muster-workers").inventoryApplied(proposal.proposal());

        assertThat(agents().inventoryProposals(Map.of("limit", "1")).rows())
                .extracting(InventoryProposalRow::state)
                .containsExactly(ProposalState.FINISHED);
    }

    @Test
    void whatNobodyDecidesIsRefreshedWithoutANewTask() {
        InventoryProposalRow proposal = more();
        agents().propose(new FoundInventory(
                inventory(new Inventory.Limits(cores, 0, 0), false),
                List.of(new InventoryChange("site", "X", "changed", "site X: max cores 4 -> " + cores))));

        assertThat(agents().proposedInventory(proposal.proposal()))
                .isEqualTo(inventory(new Inventory.Limits(cores, 0, 0), false));
        assertThat(hand.waiting("i" + proposal.proposal())).containsExactly(GATE);
    }

    @Test
    void aRefusalHoldsUntilTheDifferenceIsAnother() {
        InventoryProposalRow proposal = more();
        assertThat(decide(proposal, "dan", "refuse", "").body()).contains("needs its reason");
        assertThat(decide(proposal, "dan", "refuse", "the site is not ready").status())
                .isEqualTo(204);

        InventoryProposalRow again = more();
        assertThat(again.proposal()).isEqualTo(proposal.proposal());
        assertThat(again.state()).isEqualTo(ProposalState.REFUSED);
        assertThat(again.comment()).isEqualTo("the site is not ready");
        cores++;
        assertThat(more().state()).isEqualTo(ProposalState.OPEN);
    }

    @Test
    void noDifferenceNoQuestion() {
        InventoryProposalRow proposal = more();

        assertThat(found(Inventory.Limits.UNKNOWN).proposal()).isZero();

        assertThat(hand.waiting("i" + proposal.proposal())).isEmpty();
        assertThat(agents().inventoryProposals(Map.of("state", "open")).rows()).isEmpty();
    }

    @Test
    void onlyDataManagementDecides() {
        InventoryProposalRow proposal = more();

        for (String other : List.of("rita", "sam", "paula", "muster-workers")) {
            assertThat(decide(proposal, other, "approve", "").status())
                    .as(other)
                    .isNotEqualTo(204);
        }
        assertThat(hand.waiting("i" + proposal.proposal())).containsExactly(GATE);
    }

    @Test
    void aProposalThatIsNotThereIsToldSo() {
        assertThat(door.get("/api/inventory/proposals/999999/inventory", "sam").status())
                .isEqualTo(404);
        assertThat(door.post("/api/inventory/proposals/999999/applied", "muster-workers", Map.of())
                        .status())
                .isEqualTo(404);
    }
}
