package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.CERN;
import static org.muster.allocator.grid.Orders.CERN_EOS;
import static org.muster.allocator.grid.Orders.RAL;
import static org.muster.allocator.grid.Orders.RAL_ECHO;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.ledger.commands.BindSlot;
import org.muster.allocator.ledger.questions.AskDemand;
import org.muster.allocator.ledger.questions.ExplainMatching;
import org.muster.allocator.ledger.questions.ExplainMatching.Subject;
import org.muster.allocator.ledger.questions.RankStages;
import org.muster.allocator.ledger.questions.SupposeMatching;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.Inventory.Limits;
import org.muster.protocol.control.MatchingRule;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.control.Supposition;
import org.muster.protocol.control.WhatIf;
import org.muster.protocol.control.WhyNot;

/** What sites and entries do not offer is not asked of them. */
class SiteLimitsTest {
    private static final StageRef STAGE = StageRef.of(1, 1);
    private static final long MIB = 1024L * 1024;
    private static final String ENTRY = "RAL_entry";

    private final Scene scene = new Scene();

    /** Four processors, 4,000 MiB and two hours. */
    private static StageOrder big() {
        return new StageOrder(
                1,
                "#!/bin/sh\n",
                Optional.empty(),
                4,
                4_000 * MIB,
                7_200,
                Distance.ANYWHERE,
                50,
                20,
                6,
                10,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    private Scene limited(Limits limits) {
        return scene.inventory(Orders.inventory(new Inventory.Site(RAL, true, List.of(ENTRY), limits)));
    }

    private Scene twoEntries() {
        return scene.inventory(Orders.inventory(new Inventory.Site(
                RAL,
                true,
                List.of(ENTRY, "RAL_small"),
                new Limits(Optional.of(8), Optional.of(16_000), Optional.of(86_400)),
                Map.of("RAL_small", new Limits(Optional.of(1), Optional.of(2_000), Optional.of(86_400))))));
    }

    private static BindSlot bind(String entry) {
        Slot slot = new Slot(RAL, entry, "wn", "cpu", "os", 64_000 * MIB, 64, 500_000);
        return new BindSlot(
                new JobsubId("p." + entry + "@pilots"),
                "a-secret-of-the-pilot's-own-choice",
                "script",
                new SlotOffer(slot, false, Optional.empty(), Set.of()),
                1);
    }

    private WhyNot whyNot() {
        return scene.given(new ExplainMatching(new Subject.OfStage(STAGE), Optional.of(RAL)))
                .get(0);
    }

    private static WhyNot.Step limits(WhyNot why) {
        return why.steps().stream()
                .filter(step -> step.rule() == MatchingRule.SITE_LIMITS)
                .findFirst()
                .orElseThrow();
    }

    private List<SiteName> demanded() {
        return scene.decide(new AskDemand()).get(0).sites();
    }

    @ParameterizedTest(name = "{0} cores, {1} MiB, {2} s")
    @CsvSource({
        "3, 0, 0, 4 processors of at most 3",
        "0, 3999, 0, 4194304000 bytes of memory of at most 4193255424",
        "0, 0, 7199, 7200 seconds of at most 7199",
        "3, 3999, 7199, '4 processors of at most 3, 4194304000 bytes'",
    })
    void aSiteThatOffersLessIsNotAskedInAnyWay(int cores, int memory, int wall, String why) {
        scene.workflow(1, big()).files(1, List.of("a", "b"), RAL_ECHO);
        limited(new Limits(Optional.of(cores), Optional.of(memory), Optional.of(wall)));

        assertThat(scene.given(new RankStages(RAL, ENTRY))).isEqualTo("[]");
        assertThat(demanded()).containsExactly(CERN);
        assertThat(scene.decide(bind(ENTRY)))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains(
                                        "for 1 stages it does not hold that the site offers what a job of the stage needs"));
        assertThat(whyNot().blocking()).contains(MatchingRule.SITE_LIMITS);
        assertThat(limits(whyNot()))
                .returns(2L, WhyNot.Step::before)
                .returns(0L, WhyNot.Step::after)
                .satisfies(step -> assertThat(step.reason()).contains(why))
                .satisfies(step -> assertThat(step.changedBy()).contains("requester", "operators"));
        Scene.Actor job = scene.job(1, 1);
        assertThat(scene.decide(job.offer(RAL))).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.NOTHING);
            assertThat(refused.reason()).contains(why);
        });
        assertThat(job.state()).isEqualTo(JobState.NOTUSED);
    }

    @ParameterizedTest(name = "{0} cores, {1} MiB, {2} s")
    @CsvSource({"0, 0, 0", "4, 4000, 7200", "0, 4000, 0"})
    void aSiteThatOffersJustEnoughOrHasNoLimitIs(int cores, int memory, int wall) {
        scene.workflow(1, big()).files(1, List.of("a", "b"), RAL_ECHO);
        limited(new Limits(Optional.of(cores), Optional.of(memory), Optional.of(wall)));

        assertThat(scene.given(new RankStages(RAL, ENTRY))).isEqualTo("[w1s1=100.50]");
        assertThat(demanded()).containsExactly(RAL, CERN);
        assertThat(whyNot().blocking()).isEmpty();
        assertThat(limits(whyNot())).returns(2L, WhyNot.Step::after);
        scene.given(bind(ENTRY));
        scene.given(scene.job(1, 1).offer(RAL));
    }

    @Test
    void everyEntryHasItsOwnLimits() {
        scene.workflow(1, big()).files(1, List.of("a", "b"), RAL_ECHO);
        twoEntries();

        assertThat(scene.given(new RankStages(RAL, "RAL_small"))).isEqualTo("[]");
        assertThat(scene.given(new RankStages(RAL, ENTRY))).isEqualTo("[w1s1=100.50]");
        assertThat(demanded()).as("one of its entries will do").containsExactly(RAL, CERN);
        assertThat(whyNot().blocking()).isEmpty();
        assertThat(scene.refused(bind("RAL_small"))).isEqualTo(Refusal.NOTHING);
        scene.given(bind(ENTRY));
        assertThat(scene.refused(scene.job(1, 1).offer(RAL, "RAL_small"))).isEqualTo(Refusal.NOTHING);
        scene.given(scene.job(1, 1).offer(RAL, ENTRY));
    }

    @Test
    void noSingleEntryHasAllOfIt() {
        scene.workflow(1, big()).files(1, List.of("a"), RAL_ECHO);
        scene.inventory(Orders.inventory(new Inventory.Site(
                RAL,
                true,
                List.of("cores", "memory"),
                new Limits(Optional.of(8), Optional.of(16_000), Optional.empty()),
                Map.of(
                        "cores",
                        new Limits(Optional.of(8), Optional.of(2_000), Optional.empty()),
                        "memory",
                        new Limits(Optional.of(1), Optional.of(16_000), Optional.empty())))));

        assertThat(demanded()).containsExactly(CERN);
        assertThat(limits(whyNot()).reason()).contains("of memory of at most", "or 4 processors of at most 1");
    }

    /** Twice the stage's memory is more than the site has: its other files go on. */
    @Test
    void aFileThatRanOutOfMemoryIsNotAskedOfASiteWithoutMore() {
        scene.workflow(1, big()).files(1, List.of("a", "b"), RAL_ECHO);
        limited(new Limits(Optional.empty(), Optional.of(7_999), Optional.empty()));
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();
        scene.given(job.record(137, List.of(), Map.of()));
        assertThat(scene.file("a")).isEqualTo(InputFileState.UNALLOCATED);

        assertThat(limits(whyNot())).returns(2L, WhyNot.Step::before).returns(1L, WhyNot.Step::after);
        assertThat(demanded()).containsExactly(RAL, CERN);

        assertThat(scene.startedJob(1, 1, RAL).getsFile()).isEqualTo("b");
        assertThat(demanded()).as("only the hungry one waits").containsExactly(CERN);
        assertThat(scene.given(new RankStages(RAL, ENTRY))).isEqualTo("[]");
        assertThat(whyNot().blocking()).contains(MatchingRule.SITE_LIMITS);
        assertThat(limits(whyNot()).reason()).contains("8388608000 bytes of memory of at most");
        assertThat(ral(supposing(Optional.of(1_000 * MIB))))
                .as("with less asked for, twice that is within the limit")
                .returns(0L, WhatIf::filesNow)
                .returns(1L, WhatIf::filesThen);
    }

    @Test
    void aJobThatRunsGoesOnWhenTheLimitComesDown() {
        scene.workflow(1, big()).files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        limited(new Limits(Optional.of(1), Optional.empty(), Optional.empty()));

        assertThat(job.getsFile()).isEqualTo("a");
        assertThat(scene.given(new ExplainMatching(new Subject.OfJob(job.id), Optional.empty()))
                        .get(0)
                        .blocking())
                .isEmpty();
    }

    @Test
    void supposingASmallerJobShowsWhereItWouldRun() {
        scene.workflow(1, big()).files(1, List.of("a", "b"), RAL_ECHO, CERN_EOS);
        limited(new Limits(Optional.of(4), Optional.of(2_000), Optional.of(7_200)));

        WhatIf smaller = ral(supposing(Optional.of(2_000 * MIB)));
        assertThat(smaller).returns(0L, WhatIf::filesNow).returns(2L, WhatIf::filesThen);
        assertThat(smaller.rankNow()).isEmpty();
        assertThat(smaller.rankThen()).isPresent();
        assertThat(ral(supposing(Optional.of(2_001 * MIB)))).returns(0L, WhatIf::filesThen);
        assertThat(whyNot().blocking()).as("nothing changed").contains(MatchingRule.SITE_LIMITS);
    }

    private static Supposition supposing(Optional<Long> memory) {
        return new Supposition(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                memory,
                Optional.empty());
    }

    private WhatIf ral(Supposition supposition) {
        return scene.given(new SupposeMatching(STAGE, supposition)).stream()
                .filter(answer -> answer.site().equals(RAL))
                .findFirst()
                .orElseThrow();
    }
}
