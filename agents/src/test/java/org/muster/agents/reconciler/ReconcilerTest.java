package org.muster.agents.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.muster.catalogue.fake.Outputs.NORTH;
import static org.muster.catalogue.fake.Outputs.SOUTH;
import static org.muster.catalogue.fake.Outputs.output;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.Catalogues;
import org.muster.catalogue.registration.DatasetNames;
import org.muster.catalogue.registration.Installation;
import org.muster.catalogue.registration.MetadataKeys;
import org.muster.catalogue.registration.Registration;
import org.muster.connectors.fake.FakeRules.Change;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.connectors.rucio.Attachment;
import org.muster.connectors.rucio.ReplicaRegistration;
import org.muster.connectors.rucio.RuleTerms;
import org.muster.domain.data.Adler32Sum;
import org.muster.domain.data.Did;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.IncidentRow;
import org.muster.protocol.platform.ReconciliationReport;

class ReconcilerTest {
    private static final Did DATASET = new Did("usertests", "dev-w1s1p1");
    private static final Did NUMBERED = new Did("usertests", "dev-w1s1p1n001");
    private static final Did AT_NORTH = new Did("usertests", "dev-w1s1p1-UK_NORTH_DISK");
    private static final int MAX_STEPS = 100;

    private final Catalogues world = new Catalogues();
    private Instant now = Instant.parse("2026-11-22T20:05:00Z");
    private Reconciler reconciler = reconciler(Duration.ZERO);

    private Reconciler reconciler(Duration settle) {
        return new Reconciler(
                new Installation("dev", "muster"),
                new ReconcilerSettings(Duration.ofMinutes(5), settle, Duration.ofSeconds(10)),
                world.allocator.client(),
                world.platform.client(),
                world.metacatClient(),
                world.rucioClient(),
                world.setAside);
    }

    @BeforeEach
    void fiveOutputsAreRegistered() {
        world.platform.running(1);
        register(
                output(1, "w1s1", "a.root"),
                output(2, "w1s1", "b.root"),
                output(3, "w1s1", "c.root"),
                output(4, "w1s1", "d.root"),
                output(5, "w1s1", "e.root"));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void register(OutputToRegister... outputs) {
        world.allocator.registeredOutputs.addAll(List.of(outputs));
        new Registration(
                        new DatasetNames("dev"),
                        MetadataKeys.OURS,
                        world.platform.client(),
                        world.metacatClient(),
                        world.rucioClient())
                .register(List.of(outputs));
    }

    private ReconciliationReport round() {
        return round(Duration.ZERO);
    }

    private ReconciliationReport round(Duration eachStep) {
        int before = world.platform.reports.size();
        now = now.plus(Duration.ofMinutes(5));
        for (int step = 0; step < MAX_STEPS && world.platform.reports.size() == before; step++) {
            reconciler.doWork(now);
            now = now.plus(eachStep);
        }
        assertThat(world.platform.reports).as("a round ends").hasSize(before + 1);
        return world.platform.reports.get(before);
    }

    /** What one round sees is told after the next. */
    private ReconciliationReport twoRounds() {
        round();
        return round();
    }

    private List<String> wrong() {
        return words(twoRounds());
    }

    private static List<String> words(ReconciliationReport report) {
        return report.found().stream()
                .map(found -> found.kind() + " " + found.did().name() + ": " + found.detail())
                .sorted()
                .toList();
    }

    private static Did did(String name) {
        return new Did("usertests", name);
    }

    @Test
    void whereAllAgreeNothingIsTold() {
        ReconciliationReport report = round();

        assertThat(report.found()).isEmpty();
        assertThat(report.whole()).isTrue();
        assertThat(report.files()).isEqualTo(5);
        assertThat(report.datasets())
                .as("the whole, its first thousand, those at a storage")
                .isEqualTo(3);
    }

    @Test
    void everyKindOfDifferenceIsFound() {
        world.metacat.forget("usertests:a.root");
        world.metacatClient().correct(did("b.root"), 99, new Adler32Sum("00000001"));
        world.rucio.forget("usertests:c.root");
        world.rucio.lose("usertests:d.root");
        world.rucioClient().detach(DATASET, List.of(did("e.root")));
        world.metacat.put("usertests:dev-w1s1p1", List.of("usertests:zombie.root"));
        world.rucioClient()
                .register(
                        NORTH,
                        List.of(ReplicaRegistration.deterministic(did("ghost.root"), 7, new Adler32Sum("00000002"))));
        world.rucioClient().attach(List.of(new Attachment(DATASET, List.of(did("ghost.root")))));

        assertThat(wrong())
                .containsExactly(
                        "different_in_metacat b.root: 99 bytes, adler32 00000001; the job confirmed 100 bytes, adler32 0cc737eb",
                        "missing_in_metacat a.root: not declared",
                        "missing_in_rucio c.root: not registered",
                        "missing_in_rucio e.root: registered, but not in the dataset",
                        "replica_lost d.root: registered, but no replica can be read",
                        "unknown_in_metacat zombie.root: in MetaCat's dataset, but no output of ours",
                        "unknown_in_rucio ghost.root: in Rucio's dataset, but no output of ours");
        assertThat(world.platform.reports.get(1).found())
                .filteredOn(found -> found.kind() == DiscrepancyKind.UNKNOWN_IN_RUCIO)
                .singleElement()
                .satisfies(ghost -> {
                    assertThat(ghost.sizeBytes()).isEqualTo(7);
                    assertThat(ghost.outputId()).isEmpty();
                    assertThat(ghost.dataset()).isEqualTo(DATASET);
                });
    }

    @Test
    void aFileThatLiesInNoDatasetWithARuleIsFound() {
        world.rucioClient().detach(NUMBERED, List.of(did("a.root")));
        world.rucioClient().detach(AT_NORTH, List.of(did("b.root")));
        world.metacatClient().removeFiles(NUMBERED, List.of(did("c.root")));

        assertThat(twoRounds().found())
                .extracting(found -> found.kind() + " " + found.did().name() + " of "
                        + found.dataset().name())
                .containsExactlyInAnyOrder(
                        "missing_in_rucio a.root of dev-w1s1p1n001",
                        "missing_in_rucio b.root of dev-w1s1p1-UK_NORTH_DISK",
                        "missing_in_metacat c.root of dev-w1s1p1n001");
    }

    @Test
    void aDatasetThatIsGoneLacksItsFilesAndItsRule() {
        world.rucio.forget(NUMBERED.toString());

        assertThat(twoRounds().found())
                .allSatisfy(found -> assertThat(found.dataset()).isEqualTo(NUMBERED))
                .extracting(Discrepancy::kind)
                .containsExactlyInAnyOrder(
                        DiscrepancyKind.MISSING_IN_RUCIO,
                        DiscrepancyKind.MISSING_IN_RUCIO,
                        DiscrepancyKind.MISSING_IN_RUCIO,
                        DiscrepancyKind.MISSING_IN_RUCIO,
                        DiscrepancyKind.MISSING_IN_RUCIO,
                        DiscrepancyKind.RULE_MISSING);
    }

    @Test
    void aRuleThatIsGoneIsFound() {
        world.rucio.changeRule(NUMBERED.toString(), SOUTH.value(), Change.GONE);

        assertThat(twoRounds().found()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(DiscrepancyKind.RULE_MISSING);
            assertThat(found.did()).isEqualTo(NUMBERED);
            assertThat(found.dataset()).isEqualTo(NUMBERED);
            assertThat(found.outputId()).contains(1L);
            assertThat(found.detail()).isEqualTo("no rule keeps it on UK_SOUTH_DISK");
        });
    }

    @Test
    void aRuleForAnotherPlaceIsFound() {
        world.rucio.changeRule(NUMBERED.toString(), SOUTH.value(), Change.GONE);
        world.rucioClient()
                .rules()
                .add(
                        NUMBERED,
                        new RuleTerms("muster", 1, "UK_NORTH_TAPE", Optional.of(Duration.ofDays(1)), Optional.empty()));

        assertThat(wrong())
                .containsExactly("rule_elsewhere dev-w1s1p1n001: kept on UK_NORTH_TAPE, not on UK_SOUTH_DISK");
    }

    @Test
    void aRuleWhoseLifetimeBecameNothingIsFoundBeforeRucioDeletes() {
        world.rucio.changeRule(AT_NORTH.toString(), NORTH.value(), Change.ENDING);

        assertThat(wrong())
                .containsExactly("rule_ends_early dev-w1s1p1-UK_NORTH_DISK: its rule on UK_NORTH_DISK ends at"
                        + " 2026-11-22T20:01:00Z, not at 2026-11-23T20:01:00Z");
    }

    @Test
    void aRuleThatIsStuckIsFound() {
        world.rucio.changeRule(NUMBERED.toString(), SOUTH.value(), Change.STUCK);

        assertThat(wrong())
                .containsExactly("rule_stuck dev-w1s1p1n001: its rule on UK_SOUTH_DISK is STUCK: MissingSourceReplica");
    }

    @Test
    void aRuleThatLivesLongerOrStandsBesideOthersIsInOrder() {
        String rule = world.rucioClient().rules().of(NUMBERED).get(0).id();
        world.rucioClient().rules().prolong(rule, Optional.of(Duration.ofDays(30)));
        world.rucioClient()
                .rules()
                .add(
                        AT_NORTH,
                        new RuleTerms(
                                "muster", 1, "UK_NORTH_TAPE", Optional.of(Duration.ofHours(1)), Optional.empty()));

        assertThat(wrong()).isEmpty();
    }

    @Test
    void aRuleWhoseTimeIsOverMayBeGone() {
        world.rucio.changeRule(NUMBERED.toString(), SOUTH.value(), Change.GONE);
        now = now.plus(Duration.ofDays(2)); // outputs of this test have a lifetime of one

        assertThat(wrong()).isEmpty();
    }

    @Test
    void aWorkflowWhoseOutputsAreNotYetRegisteredLacksNothing() {
        world.platform.running(2);
        world.allocator.outputs.add(output(21, "w2s1", "s.root"));

        assertThat(round().found()).isEmpty();
    }

    @Test
    void whatAnOutageHidIsFoundWhenItIsOver() {
        world.rucioClient()
                .register(
                        NORTH,
                        List.of(ReplicaRegistration.deterministic(did("ghost.root"), 7, new Adler32Sum("00000002"))));
        world.rucioClient().attach(List.of(new Attachment(NUMBERED, List.of(did("ghost.root")))));
        world.rucio.fault(request -> Outcome.OVERLOAD);
        now = now.plus(Duration.ofMinutes(5));
        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> reconciler.doWork(now));
        world.rucio.fault(request -> Outcome.ANSWER);

        assertThat(wrong()).hasSize(1);
    }

    @Test
    void anotherSizeInRucioIsFound() {
        world.rucio.forget("usertests:a.root");
        world.rucioClient()
                .register(
                        NORTH,
                        List.of(ReplicaRegistration.deterministic(did("a.root"), 5, new Adler32Sum("00000002"))));

        assertThat(wrong())
                .containsExactly(
                        "different_in_rucio a.root: 5 bytes, adler32 00000002; the job confirmed 100 bytes, adler32 0cc737eb");
    }

    @Test
    void aFileThatIsDeclaredButInNoDatasetIsMissing() {
        world.metacatClient().removeFiles(DATASET, List.of(did("a.root")));

        assertThat(wrong()).containsExactly("missing_in_metacat a.root: declared, but not in the dataset");
    }

    @Test
    void nothingIsChangedInTheCatalogues() {
        world.metacat.forget("usertests:a.root");
        world.rucio.lose("usertests:d.root");
        String metacat = world.metacat.picture();
        String rucio = world.rucio.picture();

        round();
        round();

        assertThat(world.metacat.picture()).isEqualTo(metacat);
        assertThat(world.rucio.picture()).isEqualTo(rucio);
    }

    @Test
    void whatIsMarkedAsLostIsNotToldAgain() {
        world.rucio.lose("usertests:d.root");
        world.metacatClient().updateMetadata(List.of(did("d.root")), Map.of("muster.output_status", "lost"));

        assertThat(wrong()).isEmpty();
    }

    @Test
    void whatWasRejectedAndTakenOutIsNotPutBack() {
        world.metacatClient().updateMetadata(List.of(did("a.root")), Map.of("muster.output_status", "rejected"));
        for (Did dataset : List.of(DATASET, NUMBERED)) {
            world.rucioClient().detach(dataset, List.of(did("a.root")));
            world.metacatClient().removeFiles(dataset, List.of(did("a.root")));
        }

        assertThat(wrong()).isEmpty();
        world.rucioClient().detach(AT_NORTH, List.of(did("a.root")));
        assertThat(wrong())
                .as("its own dataset keeps it")
                .containsExactly("missing_in_rucio a.root: registered, but not in the dataset");
    }

    @Test
    void whatRucioWasToldToForgetMayBeForgotten() {
        world.rucio.forget("usertests:a.root");
        now = now.plus(Duration.ofDays(2)); // outputs of this test have a lifetime of one

        assertThat(wrong()).isEmpty();
    }

    @Test
    void aDifferenceIsToldWhenItStays() {
        reconciler = reconciler(Duration.ofMinutes(6));
        world.rucio.lose("usertests:d.root");

        assertThat(words(round())).as("seen once").isEmpty();
        assertThat(round()).as("five minutes later").satisfies(report -> {
            assertThat(report.found()).isEmpty();
            assertThat(report.whole()).as("nothing is known to be mended").isFalse();
        });
        assertThat(words(round())).hasSize(1);
        world.metacat.forget("usertests:a.root");
        assertThat(words(round())).as("the new one has to settle").hasSize(1);
    }

    @Test
    void whatALongRoundSawOnceIsNotTold() {
        reconciler = reconciler(Duration.ofMinutes(2));
        world.rucio.lose("usertests:d.root");

        assertThat(round(Duration.ofMinutes(3)).found()).isEmpty();
        assertThat(round(Duration.ofMinutes(3)).found()).hasSize(1);
    }

    @Test
    void outputsWhoseMetadataAreRefusedAreAnIncidentUntilTheyHaveThem() {
        world.metacatClient()
                .updateMetadata(List.of(did("b.root")), Map.of("muster.metadata_refused", "500 bad character"));
        round();
        round();
        world.setAside.doWork(now);

        assertThat(world.platform.incidents).singleElement().satisfies(incident -> {
            assertThat(incident.source()).isEqualTo("metadata");
            assertThat(incident.subject()).isEqualTo("outputs of w1");
            assertThat(incident.reason())
                    .startsWith("1 outputs are registered without their jobs' metadata, which MetaCat refused: "
                            + "usertests:b.root: 500 bad character.");
        });

        world.metacat.forget("usertests:b.root");
        register(output(2, "w1s1", "b.root"));
        round();
        world.setAside.doWork(now);
        assertThat(world.platform.over)
                .extracting(Incident::source, Incident::subject)
                .containsExactly(tuple("metadata", "outputs of w1"));
    }

    @Test
    void aPersonsTryAgainAboutRefusedMetadataIsAnsweredInTheNextRound() {
        world.metacatClient()
                .updateMetadata(List.of(did("b.root")), Map.of("muster.metadata_refused", "500 bad character"));
        round();
        world.setAside.doWork(now);
        assertThat(world.platform.incidents).hasSize(1);
        round();
        world.setAside.doWork(now);
        assertThat(world.platform.incidents).as("told once").hasSize(1);

        tryAgain(now);
        round();
        world.setAside.doWork(now);
        assertThat(world.platform.incidents).as("nothing is mended").hasSize(2);

        world.metacat.forget("usertests:b.root");
        register(output(2, "w1s1", "b.root"));
        // Another workflow cannot be looked at, which is not this one's fault.
        world.platform.running(2);
        world.allocator.refuse("workflow=2", 400);
        tryAgain(now);
        assertThat(round().whole()).isFalse();
        world.setAside.doWork(now);
        assertThat(world.platform.over)
                .extracting(Incident::source, Incident::subject)
                .containsExactly(tuple("metadata", "outputs of w1"));
    }

    /** As a person does; the agents look for it from time to time. */
    private void tryAgain(Instant at) {
        world.platform.openIncidents.clear();
        world.platform.openIncidents.add(new IncidentRow(
                1,
                "metadata",
                "outputs of w1",
                "refused",
                at,
                at,
                1,
                Optional.of(at),
                Optional.of("sam"),
                Optional.empty(),
                Optional.empty()));
        now = now.plus(Duration.ofMinutes(1));
        world.setAside.doWork(now);
    }

    @Test
    void largeWorkflowsDoNotHoldUpSmallOnes() {
        world.platform.running(2);
        world.platform.running(3);
        register(output(21, "w2s1", "s.root"), output(31, "w3s1", "t.root"));
        List<String> asked = new ArrayList<>();
        world.allocator.fault(request -> {
            if (request.contains("registered-outputs")) {
                asked.add(request.replaceAll(".*workflow=(\\d+).*", "$1"));
            }
            return Outcome.ANSWER;
        });

        round();

        // Two outputs on a page: w1 needs three turns, and the others have theirs in between.
        assertThat(asked).containsExactly("1", "2", "3", "1", "1");
    }

    @Test
    void theCataloguesAreAskedInBulk() {
        world.rucio.forgetLog();
        world.metacat.forgetLog();

        round();

        // Three pages of two files, the three datasets in one list, and two rules.
        assertThat(world.rucio.log()).filteredOn(call -> !call.contains("auth")).hasSize(3 + 1 + 2);
        assertThat(world.metacat.log())
                .filteredOn(call -> !call.contains("auth"))
                .hasSize(3 + 3 * 3);
    }

    @Test
    void anOutageDelaysARoundAndMakesNoDifferencesUp() {
        world.rucio.fault(request -> Outcome.OVERLOAD);
        now = now.plus(Duration.ofMinutes(5));
        assertThatExceptionOfType(ExternalSystemUnavailable.class).isThrownBy(() -> reconciler.doWork(now));
        world.rucio.fault(request -> Outcome.ANSWER);

        assertThat(round().found()).isEmpty();
    }

    @Test
    void filesOfOtherWorkflowsInASharedDatasetAreNoStrangers() {
        world.platform.running(2);
        OutputToRegister other = output(21, "w2s1", "s.root");
        register(other);
        world.metacatClient().addFiles(DATASET, List.of(other.did()));
        world.rucioClient().attach(List.of(new Attachment(DATASET, List.of(other.did()))));

        assertThat(round().found()).extracting(Discrepancy::did).isEmpty();
    }
}
