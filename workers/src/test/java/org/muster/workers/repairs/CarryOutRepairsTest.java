package org.muster.workers.repairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.catalogue.fake.Outputs.NORTH;
import static org.muster.workers.repairs.RepairWorld.DATASET;
import static org.muster.workers.repairs.RepairWorld.did;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.connectors.fake.FakeRules.Change;
import org.muster.connectors.fake.FakeServer;
import org.muster.connectors.fake.FakeServer.Fault;
import org.muster.connectors.rucio.Attachment;
import org.muster.connectors.rucio.ReplicaRegistration;
import org.muster.connectors.rucio.ReplicationRule;
import org.muster.connectors.rucio.RuleTerms;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.site.SiteName;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.platform.DecisionRow;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.workers.fakes.Samples;
import org.muster.workers.runtime.Outcome;

final class CarryOutRepairsTest {
    /** Requests after which the worker is killed, one after the other, until it comes through. */
    private static final int MAX_CALLS = 500;
    /** Each death takes a second; with 1 here every single call was tried. */
    private static final int STEP = 17;

    private RepairWorld world = new RepairWorld();

    @AfterEach
    void stop() {
        world.close();
    }

    /** One of every kind, as the reconciler finds them. */
    private void breakEverything() {
        world.metacat.forget("usertests:a.root");
        world.metacatClient().correct(did("b.root"), 99, new Adler32Sum("00000001"));
        world.rucio.forget("usertests:c.root");
        world.rucio.lose("usertests:d.root");
        world.rucioClient().detach(DATASET, List.of(did("e.root")));
        world.metacat.put(DATASET.toString(), List.of("usertests:zombie.root"));
        world.rucioClient()
                .register(
                        NORTH,
                        List.of(ReplicaRegistration.deterministic(did("ghost.root"), 7, new Adler32Sum("00000002"))));
        world.rucioClient().attach(List.of(new Attachment(DATASET, List.of(did("ghost.root")))));
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "a.root");
        world.repair(DiscrepancyKind.DIFFERENT_IN_METACAT, "b.root");
        world.repair(DiscrepancyKind.MISSING_IN_RUCIO, "c.root");
        world.repair(DiscrepancyKind.REPLICA_LOST, "d.root");
        world.repair(DiscrepancyKind.MISSING_IN_RUCIO, "e.root");
        world.repair(DiscrepancyKind.UNKNOWN_IN_METACAT, "zombie.root");
        world.repair(DiscrepancyKind.UNKNOWN_IN_RUCIO, "ghost.root");
    }

    @Test
    void everyKindIsRepairedAndReadBack() {
        breakEverything();

        assertThat(world.carryOut()).isEqualTo(Outcome.done());

        assertThat(world.results()).allMatch(result -> result.endsWith(": done"));
        assertThat(world.metacat.members(DATASET.toString()))
                .containsExactlyInAnyOrder(
                        "usertests:a.root",
                        "usertests:b.root",
                        "usertests:c.root",
                        "usertests:d.root",
                        "usertests:e.root");
        assertThat(world.rucio.members(DATASET.toString())).isEqualTo(world.metacat.members(DATASET.toString()));
        assertThat(world.metacat.file("usertests:b.root").path("size").asLong()).isEqualTo(100);
        assertThat(world.metacat
                        .file("usertests:d.root")
                        .path("metadata")
                        .path("muster.output_status")
                        .asText())
                .isEqualTo("lost");
        assertThat(world.metacat.file("usertests:zombie.root").path("name").asText())
                .as("taken out, not destroyed")
                .isEqualTo("zombie.root");
    }

    @Test
    void filesArePutBackIntoTheDatasetsThatRulesKeep() {
        Did numbered = did("dev-w1s1p1n001");
        Did atNorth = did("dev-w1s1p1-UK_NORTH_DISK");
        String before = world.picture();
        world.rucioClient().detach(numbered, List.of(did("a.root")));
        world.metacatClient().removeFiles(atNorth, List.of(did("b.root")));
        world.repair(DiscrepancyKind.MISSING_IN_RUCIO, "a.root", numbered);
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "b.root", atNorth);

        world.carryOut();

        assertThat(world.results()).allMatch(result -> result.endsWith(": done"));
        assertThat(world.rucio.members(numbered.toString())).contains("usertests:a.root");
        assertThat(world.metacat.members(atNorth.toString())).contains("usertests:b.root");
        assertThat(world.picture()).hasSameSizeAs(before);
    }

    @Test
    void whatARejectedRoundMadeIsNotPutBackIntoADatasetThatOthersShare() {
        Did atNorth = did("dev-w1s1p1-UK_NORTH_DISK");
        world.rucioClient().detach(DATASET, List.of(did("a.root")));
        world.metacatClient().removeFiles(DATASET, List.of(did("b.root")));
        world.metacat.forget("usertests:c.root");
        world.rucioClient().detach(atNorth, List.of(did("d.root")));
        world.repair(DiscrepancyKind.MISSING_IN_RUCIO, "a.root");
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "b.root");
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "c.root");
        world.repair(DiscrepancyKind.MISSING_IN_RUCIO, "d.root", atNorth);
        world.webapp.decisions.add(new DecisionRow(
                "accept-sample",
                "reject",
                "rita",
                "requesters",
                Samples.NOW.plusSeconds(60),
                Optional.empty(),
                Optional.empty(),
                Map.of()));

        world.carryOut();

        String out = ": its round was rejected, so it stays out of the dataset";
        assertThat(world.results()).containsExactly("a.root" + out, "b.root" + out, "c.root" + out, "d.root: done");
        assertThat(world.rucio.members(DATASET.toString())).doesNotContain("usertests:a.root");
        assertThat(world.metacat.members(DATASET.toString()))
                .doesNotContain("usertests:b.root", "usertests:c.root")
                .contains("usertests:d.root");
        assertThat(world.metacat
                        .file("usertests:c.root")
                        .path("metadata")
                        .path("muster.output_status")
                        .asText())
                .as("known again, and marked")
                .isEqualTo("rejected");
        assertThat(world.metacat.members(atNorth.toString())).contains("usertests:c.root");
    }

    @Test
    void rulesAreMadeAgainAndProlongedAndWhatIsStuckIsLeftToAPerson() {
        Did numbered = did("dev-w1s1p1n001");
        Did atNorth = did("dev-w1s1p1-UK_NORTH_DISK");
        world.rucio.changeRule(numbered.toString(), "UK_SOUTH_DISK", Change.GONE);
        world.rucio.changeRule(atNorth.toString(), "UK_NORTH_DISK", Change.ENDING);
        world.repairRule(DiscrepancyKind.RULE_MISSING, numbered);
        world.repairRule(DiscrepancyKind.RULE_ENDS_EARLY, atNorth);

        world.carryOut();

        assertThat(world.results()).containsExactly("dev-w1s1p1n001: done", "dev-w1s1p1-UK_NORTH_DISK: done");
        assertThat(world.rucioClient().rules().of(numbered)).singleElement().satisfies(rule -> {
            assertThat(rule.rseExpression()).isEqualTo("UK_SOUTH_DISK");
            assertThat(rule.expiresAt()).contains(rule.createdAt().orElseThrow().plus(Duration.ofDays(1)));
        });
        assertThat(world.rucioClient().rules().of(atNorth))
                .singleElement()
                .satisfies(rule -> assertThat(rule.expiresAt())
                        .contains(rule.createdAt().orElseThrow().plus(Duration.ofDays(1))));

        String mended = world.picture();
        world.rucio.changeRule(numbered.toString(), "UK_SOUTH_DISK", Change.STUCK);
        world.repairRule(DiscrepancyKind.RULE_STUCK, numbered);
        world.repairRule(DiscrepancyKind.RULE_MISSING, atNorth);
        world.carryOut();
        assertThat(world.results())
                .endsWith(
                        "dev-w1s1p1n001: by hand: its rule on UK_SOUTH_DISK is STUCK: MissingSourceReplica",
                        "dev-w1s1p1-UK_NORTH_DISK: done");
        assertThat(world.picture()).as("what is right by now is left alone").isEqualTo(mended);
    }

    @Test
    void aRuleForAnotherPlaceStaysBesideTheOneThatWasAskedFor() {
        Did numbered = did("dev-w1s1p1n001");
        world.rucio.changeRule(numbered.toString(), "UK_SOUTH_DISK", Change.GONE);
        world.rucioClient()
                .rules()
                .add(
                        numbered,
                        new RuleTerms("muster", 1, "UK_NORTH_DISK", Optional.of(Duration.ofDays(1)), Optional.empty()));
        world.repairRule(DiscrepancyKind.RULE_ELSEWHERE, numbered);

        world.carryOut();

        assertThat(world.results()).containsExactly("dev-w1s1p1n001: done");
        assertThat(world.rucioClient().rules().of(numbered))
                .extracting(ReplicationRule::rseExpression)
                .containsExactlyInAnyOrder("UK_NORTH_DISK", "UK_SOUTH_DISK");
    }

    @Test
    void aWorkerThatDiesAnywhereLeavesNothingHalfDone() {
        breakEverything();
        world.carryOut();
        String undisturbed = world.picture();
        List<String> results = world.results();
        for (FakeServer.Outcome death : List.of(FakeServer.Outcome.OVERLOAD, FakeServer.Outcome.LOSE_ANSWER)) {
            for (int calls = 0; calls < MAX_CALLS; calls += STEP) {
                world.close();
                world = new RepairWorld();
                breakEverything();
                if (!diesAfter(calls, death)) {
                    break;
                }
                world.carryOut();
                assertThat(world.results())
                        .as("after %d calls, %s", calls, death)
                        .isEqualTo(results);
                assertThat(world.picture())
                        .as("after %d calls, %s", calls, death)
                        .isEqualTo(undisturbed);
            }
        }
    }

    /** False if it came through. */
    private boolean diesAfter(int calls, FakeServer.Outcome death) {
        AtomicInteger left = new AtomicInteger(calls);
        Fault fault = request -> left.getAndDecrement() > 0 ? FakeServer.Outcome.ANSWER : death;
        List.of(world.rucio, world.metacat, world.webapp).forEach(server -> server.fault(fault));
        try {
            world.carryOut();
            return false;
        } catch (ExternalSystemUnavailable e) {
            return true;
        } finally {
            List.of(world.rucio, world.metacat, world.webapp)
                    .forEach(server -> server.fault(all -> FakeServer.Outcome.ANSWER));
        }
    }

    @Test
    void whatIsRightByNowIsLeftAlone() {
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "a.root");
        world.repair(DiscrepancyKind.MISSING_IN_RUCIO, "b.root");
        world.repair(DiscrepancyKind.DIFFERENT_IN_RUCIO, "c.root");
        world.repair(DiscrepancyKind.REPLICA_LOST, "d.root");
        world.repair(DiscrepancyKind.UNKNOWN_IN_RUCIO, "e.root");
        String before = world.picture();

        world.carryOut();

        assertThat(world.results()).allMatch(result -> result.endsWith(": done"));
        assertThat(world.picture()).isEqualTo(before);
    }

    @Test
    void aLostFileIsNotRegisteredAsIfItWereThere() {
        world.rucio.lose("usertests:a.root");
        world.metacat.forget("usertests:a.root");
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "a.root");

        world.carryOut();

        assertThat(world.results()).containsExactly("a.root: done");
        assertThat(world.rucio.picture()).contains("usertests:a.root FILE open 100 [][]");
    }

    @Test
    void whatRucioCannotChangeIsLeftToAPerson() {
        world.rucio.forget("usertests:a.root");
        world.rucioClient()
                .register(
                        NORTH,
                        List.of(ReplicaRegistration.deterministic(did("a.root"), 5, new Adler32Sum("00000002"))));
        world.repair(DiscrepancyKind.DIFFERENT_IN_RUCIO, "a.root");
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "b.root");

        world.carryOut();

        assertThat(world.results())
                .containsExactly("a.root: by hand: Rucio has another file of this name", "b.root: done");
    }

    @Test
    void datasetsOfFinishedWorkflowsAreOpenedAndClosedAgain() {
        world.rucioClient().close(DATASET);
        world.metacatClient().removeFiles(DATASET, List.of(did("a.root")));
        world.metacatClient().freeze(DATASET);
        world.rucioClient().detach(DATASET, List.of(did("a.root")));
        world.repair(DiscrepancyKind.MISSING_IN_METACAT, "a.root");
        world.repair(DiscrepancyKind.MISSING_IN_RUCIO, "a.root");

        world.carryOut();

        assertThat(world.results()).containsExactly("a.root: done", "a.root: done");
        assertThat(world.rucioClient().find(DATASET).orElseThrow().open()).isFalse();
        assertThat(world.metacatClient().dataset(DATASET).orElseThrow().frozen())
                .isTrue();
    }

    @Test
    void anApprovedInventoryReachesTheAllocator() {
        world.webapp.proposed = new Inventory(
                List.of(new Inventory.Site(
                        new SiteName("X"),
                        true,
                        List.of("X-CE"),
                        new Inventory.Limits(Optional.of(8), Optional.of(16_000), Optional.of(86_400)))),
                List.of(),
                List.of(),
                List.of());

        assertThat(world.carryOut("inventory", 5)).isEqualTo(Outcome.done());

        assertThat(world.ledger.inventories).containsExactly(world.webapp.proposed);
    }

    @Test
    void aKindThatNobodyKnowsIsLeftToAPerson() {
        assertThat(world.carryOut("tuning", 3)).isEqualTo(new Outcome.Failed("nobody here carries out tuning"));
    }
}
