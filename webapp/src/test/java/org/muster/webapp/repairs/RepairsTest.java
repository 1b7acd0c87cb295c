package org.muster.webapp.repairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.Did;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.workflow.StageRef;
import org.muster.processes.Topic;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.protocol.platform.RepairListRow;
import org.muster.protocol.platform.RepairOutcome;
import org.muster.protocol.platform.RepairResult;
import org.muster.protocol.platform.RepairRow;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

@RunningWebapp
class RepairsTest {
    private static final String GATE = "approve-repairs";
    private static int files;

    private final Door door;
    private final EngineHand hand;
    private final Instant seen = Instant.parse("2126-11-22T20:00:00Z");

    @Autowired
    RepairsTest(Door door, EngineHand hand) {
        this.door = door;
        this.hand = hand;
    }

    @BeforeEach
    void nothingIsWrong() {
        report();
    }

    private PlatformClient agents() {
        return door.as("muster-agents");
    }

    /** What a test finds differs from what the others find. */
    private Discrepancy wrong(DiscrepancyKind kind) {
        return new Discrepancy(
                kind,
                new Did("usertests", "f" + ++files + ".root"),
                new Did("usertests", "dev-w1s1p1"),
                StageRef.parse("w1s1"),
                files,
                100,
                "not there",
                seen);
    }

    private static Discrepancy with(Discrepancy wrong, String detail, Instant seenAt) {
        return new Discrepancy(
                wrong.kind(),
                wrong.did(),
                wrong.dataset(),
                wrong.stage(),
                wrong.outputId(),
                wrong.sizeBytes(),
                detail,
                seenAt);
    }

    private void report(Discrepancy... found) {
        agents().report(new ReconciliationReport(1, 10, true, Arrays.asList(found)));
    }

    private List<RepairListRow> open() {
        return agents().repairLists(Map.of("state", "open")).rows();
    }

    private int openList() {
        assertThat(open()).hasSize(1);
        return open().get(0).list();
    }

    private RepairListRow list(int list) {
        return agents().repairLists(Map.of("after", Integer.toString(list + 1), "limit", "1"))
                .rows()
                .get(0);
    }

    private List<RepairRow> repairs(int list) {
        return agents().repairs(Map.of("list", Integer.toString(list))).rows();
    }

    private Door.Answer decide(int list, String who, String decision, String comment) {
        return hand.complete("r" + list, GATE, who, Map.of("decision", decision, "comment", comment));
    }

    @Test
    void theSameDifferencesAreOneListAndOneTask() {
        Discrepancy first = wrong(DiscrepancyKind.MISSING_IN_RUCIO);
        Discrepancy second = wrong(DiscrepancyKind.UNKNOWN_IN_METACAT);

        report(first, second);
        int list = openList();
        report(second, with(first, first.detail(), seen.plusSeconds(300)));

        assertThat(openList()).isEqualTo(list);
        assertThat(hand.waiting("r" + list)).containsExactly(GATE);
        assertThat(repairs(list)).extracting(RepairRow::did).containsExactlyInAnyOrder(first.did(), second.did());
        assertThat(list(list).bytes()).isEqualTo(200);
    }

    @Test
    void whatIsFoundBesideAnOpenListWaitsForTheNextOne() {
        Discrepancy first = wrong(DiscrepancyKind.MISSING_IN_RUCIO);
        Discrepancy later = wrong(DiscrepancyKind.MISSING_IN_RUCIO);
        report(first);
        int list = openList();

        report(first, later);
        assertThat(repairs(list)).extracting(RepairRow::did).containsExactly(first.did());
        decide(list, "dan", "refuse", "wait for the catalogue's people");
        report(first, later);

        assertThat(repairs(openList())).extracting(RepairRow::did).containsExactly(later.did());
    }

    @Test
    void aListThatIsNoLongerTrueIsWithdrawnWithItsTask() {
        report(wrong(DiscrepancyKind.MISSING_IN_RUCIO));
        int list = openList();

        report();

        assertThat(list(list).state()).isEqualTo(ProposalState.WITHDRAWN);
        assertThat(hand.waiting("r" + list)).isEmpty();
    }

    @Test
    void aReportThatHadToLeaveSomethingOutWithdrawsNothing() {
        report(wrong(DiscrepancyKind.MISSING_IN_RUCIO));
        int list = openList();

        agents().report(new ReconciliationReport(1, 10, false, List.of()));

        assertThat(openList()).isEqualTo(list);
    }

    @Test
    void approvedRepairsAreCarriedOutAndTheirResultsKept() {
        report(wrong(DiscrepancyKind.MISSING_IN_RUCIO), wrong(DiscrepancyKind.DIFFERENT_IN_RUCIO));
        int list = openList();
        List<RepairRow> repairs = repairs(list);
        agents().repaired(List.of(new RepairResult(repairs.get(0).repairId(), "")));
        assertThat(repairs(list))
                .as("nobody repairs what is not approved")
                .extracting(RepairRow::outcome)
                .containsOnly(RepairOutcome.WAITING);

        assertThat(decide(list, "dan", "approve", "").status()).isEqualTo(204);
        assertThat(list(list).state()).isEqualTo(ProposalState.APPROVED);
        assertThat(list(list).decidedBy()).isEqualTo("dan");
        agents().repaired(List.of(new RepairResult(repairs.get(0).repairId(), "")));
        assertThat(list(list).state()).isEqualTo(ProposalState.APPROVED);
        agents().repaired(List.of(
                new RepairResult(repairs.get(0).repairId(), "told twice"),
                new RepairResult(repairs.get(1).repairId(), "by hand")));
        hand.answer(Topic.CARRY_OUT_REPAIRS, Map.of("repairsReport", "1 done, 1 failed"));

        RepairListRow finished = list(list);
        assertThat(finished.state()).isEqualTo(ProposalState.FINISHED);
        assertThat(finished.done()).isEqualTo(1);
        assertThat(finished.failed()).isEqualTo(1);
        assertThat(repairs(list)).extracting(RepairRow::problem).containsExactly("", "by hand");
    }

    @Test
    void whatIsRepairedIsAskedAgainOnlyWhenItIsSeenAfterwards() {
        Discrepancy broken = with(wrong(DiscrepancyKind.MISSING_IN_RUCIO), "not there", Instant.EPOCH);
        report(broken);
        int list = openList();
        decide(list, "dan", "approve", "");
        report(broken);
        assertThat(open()).as("while it is carried out").isEmpty();
        agents().repaired(List.of(new RepairResult(repairs(list).get(0).repairId(), "")));

        report(broken);
        assertThat(open()).as("seen before the repair").isEmpty();
        report(with(broken, broken.detail(), seen));
        assertThat(open()).as("broken again").hasSize(1);
    }

    @Test
    void whatCannotBeRepairedIsNotAskedRoundAfterRound() {
        Discrepancy hopeless = wrong(DiscrepancyKind.DIFFERENT_IN_RUCIO);
        report(hopeless);
        int list = openList();
        decide(list, "dan", "approve", "");
        agents().repaired(List.of(new RepairResult(repairs(list).get(0).repairId(), "by hand")));

        report(hopeless);

        assertThat(open()).isEmpty();
    }

    @Test
    void aRefusalIsRememberedUntilSomethingChanges() {
        Discrepancy wrong = wrong(DiscrepancyKind.MISSING_IN_RUCIO);
        report(wrong);
        int list = openList();
        assertThat(decide(list, "dan", "refuse", "").body()).contains("needs its reason");

        assertThat(decide(list, "dan", "refuse", "a test").status()).isEqualTo(204);
        report(wrong);
        assertThat(open()).as("it was refused").isEmpty();

        report(with(wrong, "there, but otherwise", seen));
        assertThat(open()).as("it is another difference now").hasSize(1);
        assertThat(list(list).state()).isEqualTo(ProposalState.REFUSED);
        assertThat(list(list).comment()).isEqualTo("a test");
    }

    @Test
    void onlyDataManagementDecides() {
        report(wrong(DiscrepancyKind.MISSING_IN_RUCIO));
        int list = openList();

        for (String other : List.of("rita", "sam", "paula", "muster-workers")) {
            assertThat(decide(list, other, "approve", "").status()).as(other).isNotEqualTo(204);
        }
        assertThat(openList()).isEqualTo(list);
    }

    @Test
    void repairsAreATableWithFilters() {
        Discrepancy wrong = wrong(DiscrepancyKind.REPLICA_LOST);
        report(wrong);
        String list = Integer.toString(openList());

        for (Map<String, String> filter : List.of(
                Map.of("kind", "replica_lost", "list", list),
                Map.of("did", wrong.did().toString()),
                Map.of("workflow", "w1", "state", "open", "outcome", "waiting", "dataset", "usertests:dev-w1s1p1"))) {
            assertThat(agents().repairs(filter).rows())
                    .as(filter.toString())
                    .extracting(RepairRow::did)
                    .containsExactly(wrong.did());
        }
        assertThat(agents().repairs(Map.of("list", list, "kind", "unknown_in_rucio"))
                        .rows())
                .isEmpty();
        assertThat(door.get("/api/repairs?kind=odd", "sam").status()).isEqualTo(400);
        assertThat(door.get("/api/repairs?list=" + list + "&format=csv", "sam").body())
                .startsWith("repair_id,list,state,kind,did")
                .contains("replica_lost");
    }

    @Test
    void tooMuchInOneCallIsRefused() {
        List<RepairResult> many = java.util.stream.LongStream.range(0, 1001)
                .mapToObj(id -> new RepairResult(id, ""))
                .toList();
        assertThat(door.post("/api/repairs/results", "muster-agents", many).status())
                .isEqualTo(400);
    }
}
