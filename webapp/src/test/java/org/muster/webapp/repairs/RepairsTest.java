package org.muster.webapp.repairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.Did;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.workflow.StageRef;
import org.muster.processes.Topic;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.protocol.platform.LineOutcome;
import org.muster.protocol.platform.LineResult;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.ProposalLine;
import org.muster.protocol.platform.ProposalRow;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

@RunningWebapp
class RepairsTest {
    private static final String GATE = "decide-proposal";
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
                Optional.of((long) files),
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
        agents().propose(new ReconciliationReport(1, 10, true, Arrays.asList(found)));
    }

    private List<ProposalRow> open() {
        return agents().proposals(Map.of("kind", "repairs", "state", "open")).rows();
    }

    private ProposalId openList() {
        assertThat(open()).hasSize(1);
        return open().get(0).proposal();
    }

    private ProposalRow list(ProposalId list) {
        return agents().proposal(list).proposal();
    }

    private List<ProposalLine> repairs(ProposalId list) {
        return agents().proposalLines(Map.of("proposal", list.toString())).rows();
    }

    private List<String> files(ProposalId list) {
        return repairs(list).stream().map(line -> line.about().get(0)).toList();
    }

    private void carriedOut(ProposalId list, LineResult... results) {
        agents().carriedOut(list, List.of(results));
    }

    private Door.Answer decide(ProposalId list, String who, String decision, String comment) {
        return hand.complete(list, GATE, who, Map.of("decision", decision, "comment", comment));
    }

    @Test
    void theSameDifferencesAreOneListAndOneTask() {
        Discrepancy first = wrong(DiscrepancyKind.MISSING_IN_RUCIO);
        Discrepancy second = wrong(DiscrepancyKind.UNKNOWN_IN_METACAT);

        report(first, second);
        ProposalId list = openList();
        report(second, with(first, first.detail(), seen.plusSeconds(300)));

        assertThat(openList()).isEqualTo(list);
        assertThat(hand.waiting(list)).containsExactly(GATE);
        assertThat(files(list))
                .containsExactlyInAnyOrder(first.did().toString(), second.did().toString());
        assertThat(agents().proposal(list).text()).startsWith("2 files, 200 bytes in all");
    }

    @Test
    void whatIsFoundBesideAnOpenListWaitsForTheNextOne() {
        Discrepancy first = wrong(DiscrepancyKind.MISSING_IN_RUCIO);
        Discrepancy later = wrong(DiscrepancyKind.MISSING_IN_RUCIO);
        report(first);
        ProposalId list = openList();

        report(first, later);
        assertThat(files(list)).containsExactly(first.did().toString());
        decide(list, "dan", "refuse", "wait for the catalogue's people");
        report(first, later);

        assertThat(files(openList())).containsExactly(later.did().toString());
    }

    @Test
    void aListThatIsNoLongerTrueIsWithdrawnWithItsTask() {
        report(wrong(DiscrepancyKind.MISSING_IN_RUCIO));
        ProposalId list = openList();

        report();

        assertThat(list(list).state()).isEqualTo(ProposalState.WITHDRAWN);
        assertThat(hand.waiting(list)).isEmpty();
    }

    @Test
    void aReportThatHadToLeaveSomethingOutWithdrawsNothing() {
        report(wrong(DiscrepancyKind.MISSING_IN_RUCIO));
        ProposalId list = openList();

        agents().propose(new ReconciliationReport(1, 10, false, List.of()));

        assertThat(openList()).isEqualTo(list);
    }

    @Test
    void approvedRepairsAreCarriedOutAndTheirResultsKept() {
        report(wrong(DiscrepancyKind.MISSING_IN_RUCIO), wrong(DiscrepancyKind.DIFFERENT_IN_RUCIO));
        ProposalId list = openList();
        long first = repairs(list).get(0).line();
        long second = repairs(list).get(1).line();
        carriedOut(list, new LineResult(first, Optional.empty()));
        assertThat(repairs(list))
                .as("nobody repairs what is not approved")
                .extracting(ProposalLine::outcome)
                .containsOnly(LineOutcome.WAITING);
        assertThat(door.get("/api/proposals/" + list + "/approved", "muster-workers")
                        .status())
                .isEqualTo(409);

        assertThat(decide(list, "dan", "approve", "").status()).isEqualTo(204);
        assertThat(list(list).state()).isEqualTo(ProposalState.APPROVED);
        assertThat(list(list).decidedBy()).contains("dan");
        assertThat(door.as("muster-workers").approved(list).waiting())
                .extracting(line -> line.as(Discrepancy.class).kind())
                .containsExactly(DiscrepancyKind.MISSING_IN_RUCIO, DiscrepancyKind.DIFFERENT_IN_RUCIO);
        carriedOut(list, new LineResult(first, Optional.empty()));
        assertThat(list(list).state()).isEqualTo(ProposalState.APPROVED);
        carriedOut(
                list, new LineResult(first, Optional.of("told twice")), new LineResult(second, Optional.of("by hand")));
        assertThat(door.as("muster-workers").approved(list).waiting()).isEmpty();
        hand.answer(Topic.CARRY_OUT_PROPOSAL, Map.of());

        ProposalRow finished = list(list);
        assertThat(finished.state()).isEqualTo(ProposalState.FINISHED);
        assertThat(finished.done()).isEqualTo(1);
        assertThat(finished.failed()).isEqualTo(1);
        assertThat(repairs(list))
                .extracting(ProposalLine::problem)
                .containsExactly(Optional.empty(), Optional.of("by hand"));
    }

    /** Another list's worker cannot tell anything about it. */
    @Test
    void resultsBelongToTheirOwnProposal() {
        report(wrong(DiscrepancyKind.MISSING_IN_RUCIO));
        ProposalId list = openList();
        decide(list, "dan", "approve", "");
        carriedOut(
                new ProposalId(list.number() + 1),
                new LineResult(repairs(list).get(0).line(), Optional.empty()));

        assertThat(repairs(list)).extracting(ProposalLine::outcome).containsExactly(LineOutcome.WAITING);
        hand.answer(Topic.CARRY_OUT_PROPOSAL, Map.of());
    }

    @Test
    void whatIsRepairedIsAskedAgainOnlyWhenItIsSeenAfterwards() {
        Discrepancy broken = with(wrong(DiscrepancyKind.MISSING_IN_RUCIO), "not there", Instant.EPOCH);
        report(broken);
        ProposalId list = openList();
        decide(list, "dan", "approve", "");
        report(broken);
        assertThat(open()).as("while it is carried out").isEmpty();
        carriedOut(list, new LineResult(repairs(list).get(0).line(), Optional.empty()));

        report(broken);
        assertThat(open()).as("seen before the repair").isEmpty();
        report(with(broken, broken.detail(), seen));
        assertThat(open()).as("broken again").hasSize(1);
    }

    @Test
    void whatCannotBeRepairedIsNotAskedRoundAfterRound() {
        Discrepancy hopeless = wrong(DiscrepancyKind.DIFFERENT_IN_RUCIO);
        report(hopeless);
        ProposalId list = openList();
        decide(list, "dan", "approve", "");
        carriedOut(list, new LineResult(repairs(list).get(0).line(), Optional.of("by hand")));

        report(hopeless);

        assertThat(open()).isEmpty();
    }

    @Test
    void aRefusalIsRememberedUntilSomethingChanges() {
        Discrepancy wrong = wrong(DiscrepancyKind.MISSING_IN_RUCIO);
        report(wrong);
        ProposalId list = openList();
        assertThat(decide(list, "dan", "refuse", "").body()).contains("needs its reason");

        assertThat(decide(list, "dan", "refuse", "a test").status()).isEqualTo(204);
        report(wrong);
        assertThat(open()).as("it was refused").isEmpty();

        report(with(wrong, "there, but otherwise", seen));
        assertThat(open()).as("it is another difference now").hasSize(1);
        assertThat(list(list).state()).isEqualTo(ProposalState.REFUSED);
        assertThat(list(list).comment()).contains("a test");
    }

    @Test
    void onlyDataManagementDecides() {
        report(wrong(DiscrepancyKind.MISSING_IN_RUCIO));
        ProposalId list = openList();

        for (String other : List.of("rita", "sam", "paula", "muster-workers")) {
            assertThat(decide(list, other, "approve", "").status()).as(other).isNotEqualTo(204);
        }
        assertThat(openList()).isEqualTo(list);
    }

    @Test
    void repairsAreATableWithFilters() {
        Discrepancy wrong = wrong(DiscrepancyKind.REPLICA_LOST);
        report(wrong);
        String list = Integer.toString(openList().number());

        for (Map<String, String> filter : List.of(
                Map.of("what", "replica_lost", "proposal", list),
                Map.of("about", wrong.did().toString()),
                Map.of("about", "w1", "state", "open", "outcome", "waiting", "kind", "repairs"),
                Map.of("about", "usertests:dev-w1s1p1", "proposal", "p" + list))) {
            assertThat(agents().proposalLines(filter).rows())
                    .as(filter.toString())
                    .extracting(ProposalLine::text)
                    .containsExactly("no replica that can be read: not there (100 bytes)");
        }
        assertThat(agents().proposalLines(Map.of("proposal", list, "what", "unknown_in_rucio"))
                        .rows())
                .isEmpty();
        assertThat(door.get("/api/proposals/lines?outcome=odd", "sam").status()).isEqualTo(400);
        assertThat(door.get("/api/proposals/lines?proposal=" + list + "&format=csv", "sam")
                        .body())
                .startsWith("line,proposal,kind,state,what,about")
                .contains("replica_lost");
    }

    @Test
    void tooMuchInOneCallIsRefused() {
        List<LineResult> many = LongStream.range(0, 1001)
                .mapToObj(id -> new LineResult(id, Optional.empty()))
                .toList();
        assertThat(door.post("/api/proposals/1/results", "muster-agents", many).status())
                .isEqualTo(400);
    }
}
