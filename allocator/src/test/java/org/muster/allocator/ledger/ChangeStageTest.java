package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.CERN;
import static org.muster.allocator.grid.Orders.CERN_EOS;
import static org.muster.allocator.grid.Orders.RAL;
import static org.muster.allocator.grid.Orders.RAL_ECHO;
import static org.muster.allocator.grid.Orders.stage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.allocator.ledger.books.StageBook;
import org.muster.allocator.ledger.commands.ChangeStage;
import org.muster.allocator.ledger.commands.ChangeStage.Change;
import org.muster.allocator.ledger.questions.Ask;
import org.muster.allocator.ledger.questions.ExplainMatching;
import org.muster.allocator.ledger.questions.ExplainMatching.Subject;
import org.muster.allocator.ledger.questions.RankStages;
import org.muster.allocator.ledger.questions.SupposeMatching;
import org.muster.domain.event.EventType;
import org.muster.domain.site.SiteName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.MatchingRule;
import org.muster.protocol.control.NewQuarantine;
import org.muster.protocol.control.Partition;
import org.muster.protocol.control.Partition.Kind;
import org.muster.protocol.control.StageChange;
import org.muster.protocol.control.Supposition;
import org.muster.protocol.control.WhatIf;
import org.muster.protocol.control.WhyNot;

/** What a shifter changes about a stage holds from the next request. */
class ChangeStageTest {
    private static final StageRef FIRST = StageRef.of(1, 1);
    private static final StageRef OTHER = StageRef.of(2, 1);

    private final Scene scene = new Scene();

    private void set(StageRef stage, Optional<Integer> priority, Optional<Integer> running) {
        scene.given(new ChangeStage(stage, new Change.Set(new StageChange(priority, running))));
    }

    private ChangeStage quarantine(Kind kind, String name) {
        return new ChangeStage(
                FIRST, new Change.QuarantineIt(new NewQuarantine(new Partition(kind, name), "wrong output", "sam")));
    }

    private ChangeStage release(Kind kind, String name) {
        return new ChangeStage(FIRST, new Change.Release(new Partition(kind, name)));
    }

    private Optional<MatchingRule> blocking(SiteName site) {
        List<WhyNot> why = scene.given(new ExplainMatching(new Subject.OfStage(FIRST), Optional.of(site)));
        return why.get(0).blocking();
    }

    private String ranks() {
        return scene.given(new RankStages(RAL, "RAL_entry"));
    }

    @Test
    void anotherPriorityPutsAStageBeforeAnother() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        scene.workflow(2, stage(1)).files(2, List.of("b"), RAL_ECHO);
        assertThat(ranks())
                .isEqualTo("[w1s1=100.50;w2s1=100.50]"
                        .replace("w1s1", FIRST.toString())
                        .replace("w2s1", OTHER.toString()));

        set(OTHER, Optional.of(70), Optional.empty());

        assertThat(ranks()).startsWith("[" + OTHER + "=100.70;");
    }

    @Test
    void aStageThatIsPassedOverRisesByOneAnHour() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        scene.workflow(2, stage(1)).files(2, List.of("c", "d"), RAL_ECHO);
        set(FIRST, Optional.of(52), Optional.empty());
        assertThat(ranks()).startsWith("[" + FIRST + "=100.52;" + OTHER + "=100.50");

        scene.passes(StageBook.HUNGER.multipliedBy(4));
        scene.startedJob(1, 1, RAL).getsFile();

        assertThat(ranks()).isEqualTo("[" + OTHER + "=100.54;" + FIRST + "=100.52]");
    }

    @Test
    void whatIfShowsTheRankThatPilotsGet() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        scene.passes(StageBook.HUNGER.multipliedBy(4));
        assertThat(ranks()).isEqualTo("[" + FIRST + "=100.54]");

        WhatIf supposed = scene
                .given(new SupposeMatching(
                        FIRST, new Supposition(Optional.empty(), Optional.empty(), Optional.of(70), List.of())))
                .stream()
                .filter(answer -> answer.site().equals(RAL))
                .findFirst()
                .orElseThrow();

        assertThat(supposed.rankNow()).contains(100.54);
        assertThat(supposed.rankThen()).contains(100.74);
        set(FIRST, Optional.of(70), Optional.empty());
        assertThat(ranks()).as("and so it is").isEqualTo("[" + FIRST + "=100.74]");
    }

    @Test
    void hungerBeginsWithTheFirstFileThatWaits() {
        scene.workflow(1, stage(1));
        scene.passes(Duration.ofDays(3));
        scene.files(1, List.of("a"), RAL_ECHO);
        assertThat(ranks()).isEqualTo("[" + FIRST + "=100.50]");
        scene.passes(Duration.ofDays(30));
        assertThat(ranks()).as("and has a limit").isEqualTo("[" + FIRST + "=100.99]");
    }

    @Test
    void fewerRunningJobsHoldAtOnce() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        scene.startedJob(1, 1, RAL);
        set(FIRST, Optional.empty(), Optional.of(1));
        assertThat(scene.refused(scene.job(1, 1).offer(RAL))).isEqualTo(Refusal.NOT_NOW);
        assertThat(blocking(RAL)).contains(MatchingRule.STAGE_CAP);
    }

    @Test
    void aSiteInQuarantineGetsNothingUntilItIsReleased() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor running = scene.startedJob(1, 1, RAL);

        scene.given(quarantine(Kind.SITE, RAL.value()));

        assertThat(blocking(RAL)).contains(MatchingRule.SITE_NOT_QUARANTINED);
        assertThat(blocking(CERN)).isEmpty();
        assertThat(scene.refused(running.ask())).isEqualTo(Refusal.NOTHING);
        assertThat(ranks()).isEqualTo("[]");

        scene.given(release(Kind.SITE, RAL.value()));
        assertThat(running.getsFile()).isEqualTo("a");
        assertThat(scene.events).contains(EventType.PARTITION_QUARANTINED, EventType.PARTITION_RELEASED);
    }

    @Test
    void filesOfAnRseInQuarantineAreReadFromAnother() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO).files(1, List.of("b"), RAL_ECHO, CERN_EOS);
        scene.given(quarantine(Kind.RSE, RAL_ECHO.value()));

        WhyNot why = scene.given(new ExplainMatching(new Subject.OfStage(FIRST), Optional.of(RAL)))
                .get(0);
        assertThat(why.files()).isEqualTo(1);
        assertThat(why.steps())
                .filteredOn(step -> step.rule() == MatchingRule.RSE_NOT_QUARANTINED)
                .singleElement()
                .satisfies(step -> assertThat(step.reason()).contains(RAL_ECHO.value(), "by sam", "wrong output"));
        assertThat(scene.startedJob(1, 1, RAL).getsFile()).isEqualTo("b");
    }

    @Test
    void aNodeInQuarantineStartsNoJobAndGetsNoFile() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        Scene.Actor running = scene.startedJob(1, 1, RAL);
        scene.given(quarantine(Kind.NODE, "wn"));
        assertThat(scene.refused(running.ask())).isEqualTo(Refusal.NOTHING);
        assertThat(scene.refused(scene.job(1, 1).offer(RAL))).isEqualTo(Refusal.NOTHING);
        WhyNot why = scene.given(new ExplainMatching(new Subject.OfJob(running.id), Optional.empty()))
                .get(0);
        assertThat(why.blocking()).contains(MatchingRule.NODE_NOT_QUARANTINED);
    }

    @Test
    void whatCannotBeIsRefusedAndChangesNothing() {
        scene.workflow(1, stage(1));
        assertThat(scene.refused(quarantine(Kind.SITE, "UK_RALL"))).isEqualTo(Refusal.MALFORMED);
        assertThat(scene.refused(new ChangeStage(OTHER, new Change.Release(new Partition(Kind.NODE, "x")))))
                .isEqualTo(Refusal.NOTHING);
        assertThat(scene.decide(Ask.settings(FIRST)))
                .hasValueSatisfying(
                        settings -> assertThat(settings.quarantines()).isEmpty());
    }

    @Test
    void sayingItTwiceChangesNothing() {
        scene.workflow(1, stage(1));
        scene.given(quarantine(Kind.NODE, "wn"));
        scene.passes(Duration.ofMinutes(5));
        assertThat(scene.given(quarantine(Kind.NODE, "wn")).quarantines())
                .singleElement()
                .satisfies(its -> assertThat(its.since()).isBefore(scene.now));
        assertThat(scene.events)
                .filteredOn(type -> type == EventType.PARTITION_QUARANTINED)
                .hasSize(1);
    }
}
