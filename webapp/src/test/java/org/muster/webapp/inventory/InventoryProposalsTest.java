package org.muster.webapp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.RseName;
import org.muster.processes.Topic;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.platform.FoundInventory;
import org.muster.protocol.platform.InventoryChange;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.ProposalLine;
import org.muster.protocol.platform.ProposalRow;
import org.muster.protocol.platform.StorageUsage;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

@RunningWebapp
class InventoryProposalsTest {
    private static final String GATE = "decide-proposal";
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

    private void found(Inventory.Limits limits, String... changes) {
        agents().propose(new FoundInventory(
                inventory(limits, true),
                Arrays.stream(changes)
                        .map(text -> new InventoryChange("site", "X", "changed", text))
                        .toList()));
    }

    private ProposalRow newest() {
        return agents().proposals(Map.of("kind", "inventory", "limit", "1"))
                .rows()
                .get(0);
    }

    private static Inventory inventory(Inventory.Limits limits, boolean enabled) {
        return new Inventory(
                List.of(new Inventory.Site(new SiteName("X"), enabled, List.of("X-CE"), limits)),
                List.of(),
                List.of(),
                List.of());
    }

    private ProposalRow more() {
        found(
                new Inventory.Limits(Optional.of(cores), Optional.empty(), Optional.empty()),
                "site X: max cores 4 -> " + cores);
        return newest();
    }

    /** What the worker is told to put in force. */
    private Inventory inForce(ProposalRow proposal) {
        return door.as("muster-workers").approved(proposal.proposal()).contentAs(Inventory.class);
    }

    private Door.Answer decide(ProposalRow proposal, String who, String decision, String comment) {
        return hand.complete(proposal.proposal(), GATE, who, Map.of("decision", decision, "comment", comment));
    }

    @Test
    void theSameDifferenceIsAskedOnce() {
        ProposalRow first = more();
        ProposalRow again = more();

        assertThat(again).isEqualTo(first);
        assertThat(first.state()).isEqualTo(ProposalState.OPEN);
        assertThat(hand.waiting(first.proposal())).containsExactly(GATE);
        assertThat(agents().proposalLines(Map.of("proposal", first.proposal().toString()))
                        .rows())
                .extracting(ProposalLine::text)
                .containsExactly("site X: max cores 4 -> " + cores);
    }

    @Test
    void storagesAreAsLastTold() {
        StorageUsage full = new StorageUsage(new RseName("A"), true, false, 4, Optional.of(4L), Instant.EPOCH);
        agents().storages(List.of(
                full, new StorageUsage(new RseName("B"), true, true, 1, Optional.empty(), Instant.EPOCH)));

        agents().storages(List.of(full));

        assertThat(agents().storages()).containsExactly(full);
    }

    @Test
    void anotherDifferenceTakesItsPlace() {
        ProposalRow first = more();
        cores++;
        ProposalRow second = more();

        assertThat(second.proposal()).isNotEqualTo(first.proposal());
        assertThat(hand.waiting(first.proposal())).isEmpty();
        assertThat(hand.waiting(second.proposal())).containsExactly(GATE);
        assertThat(agents().proposals(Map.of("kind", "inventory", "state", "open"))
                        .rows())
                .extracting(ProposalRow::proposal)
                .containsExactly(second.proposal());
    }

    @Test
    void whatIsApprovedIsWhatTheWorkerGets() {
        ProposalRow proposal = more();
        assertThat(decide(proposal, "dan", "approve", "").status()).isEqualTo(204);

        assertThat(inForce(proposal))
                .isEqualTo(
                        inventory(new Inventory.Limits(Optional.of(cores), Optional.empty(), Optional.empty()), true));
        assertThat(more().state()).as("it is being put in force").isEqualTo(ProposalState.APPROVED);
        hand.answer(Topic.CARRY_OUT_PROPOSAL, Map.of());

        assertThat(agents().proposals(Map.of("kind", "inventory", "limit", "1")).rows())
                .extracting(ProposalRow::state)
                .containsExactly(ProposalState.FINISHED);
    }

    @Test
    void whatNobodyDecidesIsRefreshedWithoutANewTask() {
        ProposalRow proposal = more();
        agents().propose(new FoundInventory(
                inventory(new Inventory.Limits(Optional.of(cores), Optional.empty(), Optional.empty()), false),
                List.of(new InventoryChange("site", "X", "changed", "site X: max cores 4 -> " + cores))));

        assertThat(hand.waiting(proposal.proposal())).containsExactly(GATE);
        decide(proposal, "dan", "approve", "");
        assertThat(inForce(proposal))
                .isEqualTo(
                        inventory(new Inventory.Limits(Optional.of(cores), Optional.empty(), Optional.empty()), false));
        hand.answer(Topic.CARRY_OUT_PROPOSAL, Map.of());
    }

    @Test
    void aRefusalHoldsUntilTheDifferenceIsAnother() {
        ProposalRow proposal = more();
        assertThat(decide(proposal, "dan", "refuse", "").body()).contains("needs its reason");
        assertThat(decide(proposal, "dan", "refuse", "the site is not ready").status())
                .isEqualTo(204);

        ProposalRow again = more();
        assertThat(again.proposal()).isEqualTo(proposal.proposal());
        assertThat(again.state()).isEqualTo(ProposalState.REFUSED);
        assertThat(again.comment()).contains("the site is not ready");
        cores++;
        assertThat(more().state()).isEqualTo(ProposalState.OPEN);
    }

    @Test
    void noDifferenceNoQuestion() {
        ProposalRow proposal = more();

        found(Inventory.Limits.UNKNOWN);

        assertThat(newest().state()).isEqualTo(ProposalState.WITHDRAWN);

        assertThat(hand.waiting(proposal.proposal())).isEmpty();
        assertThat(agents().proposals(Map.of("kind", "inventory", "state", "open"))
                        .rows())
                .isEmpty();
    }

    @Test
    void onlyDataManagementDecides() {
        ProposalRow proposal = more();

        for (String other : List.of("rita", "sam", "paula", "muster-workers")) {
            assertThat(decide(proposal, other, "approve", "").status())
                    .as(other)
                    .isNotEqualTo(204);
        }
        assertThat(hand.waiting(proposal.proposal())).containsExactly(GATE);
    }

    @Test
    void aProposalThatIsNotThereIsToldSo() {
        assertThat(door.get("/api/proposals/999999", "sam").status()).isEqualTo(404);
        assertThat(door.get("/api/proposals/odd", "sam").status()).isEqualTo(400);
        assertThat(door.post("/api/proposals/odd", "muster-agents", Map.of()).body())
                .contains("no kind of proposals", "inventory", "repairs");
    }
}
