package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.allocator.grid.Orders.CERN;
import static org.muster.allocator.grid.Orders.CERN_EOS;
import static org.muster.allocator.grid.Orders.RAL;
import static org.muster.allocator.grid.Orders.RAL_ECHO;
import static org.muster.allocator.grid.Orders.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.allocator.grid.Orders;
import org.muster.allocator.ledger.commands.ChangeWorkflow.Change;
import org.muster.allocator.ledger.commands.GetJobscript;
import org.muster.allocator.ledger.questions.ExplainMatching;
import org.muster.allocator.ledger.questions.ExplainMatching.Subject;
import org.muster.allocator.ledger.questions.SupposeMatching;
import org.muster.allocator.ledger.rules.Rule;
import org.muster.allocator.ledger.rules.Rules;
import org.muster.domain.job.JobState;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.Inventory;
import org.muster.protocol.control.MatchingRule;
import org.muster.protocol.control.Supposition;
import org.muster.protocol.control.WhatIf;
import org.muster.protocol.control.WhyNot;

class ExplainMatchingTest {
    private static final StageRef FIRST = StageRef.of(1, 1);

    private final Scene scene = new Scene();

    @Test
    void everyRuleOfTheListHasItsPlaceInIt() {
        assertThat(Rules.IN_ORDER).extracting(Rule::name).containsExactly(MatchingRule.values());
    }

    @Test
    void everyRuleHoldsWhereAJobWouldGetAFile() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b", "c"), RAL_ECHO);
        scene.startedJob(1, 1, RAL).getsFile();

        WhyNot why = stageAt(RAL);

        assertThat(why.blocking()).isEmpty();
        assertThat(why.files()).as("one is allocated already").isEqualTo(2);
        assertThat(why.steps())
                .extracting(WhyNot.Step::rule)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(8);
        assertThat(step(why, MatchingRule.WAITING).reason()).contains("2 unallocated", "1 allocated");
        assertThat(why.steps()).allMatch(step -> step.after() <= step.before());
    }

    /** The rules are told apart one by one, each with what a job would meet as the witness. */
    @Test
    void thePauseOfAWorkflowBlocksEverySite() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO).change(1, Change.PAUSE);

        assertThat(stageAt(RAL).blocking()).contains(MatchingRule.WORKFLOW_OPEN);
        assertThat(scene.refused(scene.job(1, 1).offer(RAL))).isEqualTo(Refusal.NOT_NOW);
    }

    @Test
    void distanceBlocksOnlyFarSites() {
        scene.workflow(1, stage(1, new Orders.Caps(new Distance(Orders.FAR - 1), 20, 6, 10)))
                .files(1, List.of("a"), RAL_ECHO);

        assertThat(stageAt(RAL).blocking()).isEmpty();
        assertThat(stageAt(CERN).blocking()).contains(MatchingRule.DISTANCE);
        assertThat(scene.refused(scene.job(1, 1).offer(CERN))).isEqualTo(Refusal.NOTHING);
    }

    @Test
    void anRseThatCannotBeReadBlocksItsFilesOnly() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO).files(1, List.of("b"), CERN_EOS);
        scene.inventory(without(RAL_ECHO));

        WhyNot why = stageAt(RAL);

        assertThat(step(why, MatchingRule.RSE_READABLE))
                .returns(2L, WhyNot.Step::before)
                .returns(1L, WhyNot.Step::after);
        assertThat(step(why, MatchingRule.RSE_READABLE).reason()).contains(RAL_ECHO.value());
        WhyNot file = only(new ExplainMatching(new Subject.OfFile(1), Optional.of(RAL)));
        assertThat(file.blocking()).contains(MatchingRule.RSE_READABLE);
    }

    @Test
    void theCapOfAStageBlocksJobsThatWantToStartAndNotThoseThatRun() {
        scene.workflow(1, stage(1, new Orders.Caps(Distance.ANYWHERE, 20, 6, 1)))
                .files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor running = scene.startedJob(1, 1, RAL);

        assertThat(stageAt(RAL).blocking()).contains(MatchingRule.STAGE_CAP);
        WhyNot job = only(new ExplainMatching(new Subject.OfJob(running.id), Optional.empty()));
        assertThat(job.site()).isEqualTo(RAL);
        assertThat(job.blocking()).isEmpty();
        assertThat(job.files()).isEqualTo(2);
    }

    @Test
    void aJobThatHadAsManyFilesAsItMayGetsNoMore() {
        scene.workflow(1, stage(1, new Orders.Caps(Distance.ANYWHERE, 1, 6, 10)))
                .files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();

        assertThat(of(job).blocking()).contains(MatchingRule.FILES_PER_JOB);
        assertThat(scene.refused(job.ask())).isEqualTo(Refusal.NOTHING);
        assertThat(stageAt(RAL).blocking()).as("another job gets it").isEmpty();
    }

    @Test
    void aJobTakesFilesFromItsStartUntilItHandsInWhatItMade() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        Scene.Actor job = scene.job(1, 1);
        assertThat(of(job).blocking()).contains(MatchingRule.JOB_TAKES_FILES);
        assertThat(scene.refused(job.ask())).isEqualTo(Refusal.FORBIDDEN);

        scene.given(job.offer(RAL));
        assertThat(of(job).blocking()).isEmpty();
        job.getsFile();

        scene.given(job.record(0, List.of("a"), Map.of()));
        assertThat(job.state()).isEqualTo(JobState.OUTPUTTING);
        assertThat(of(job).blocking()).contains(MatchingRule.JOB_TAKES_FILES);
        assertThat(scene.refused(job.ask())).isEqualTo(Refusal.FORBIDDEN);
    }

    /** A file that wants more memory is not counted because another, too far away, would fit. */
    @Test
    void memoryAndDistanceAreAskedOfTheSameFile() {
        scene.workflow(1, stage(1, new Orders.Caps(new Distance(Orders.FAR - 1), 20, 6, 10)))
                .files(1, List.of("a"), RAL_ECHO);
        Scene.Actor job = scene.startedJob(1, 1, RAL);
        job.getsFile();
        scene.given(job.record(137, List.of(), Map.of()));
        scene.files(1, List.of("b"), CERN_EOS);

        Scene.Actor next = scene.job(1, 1);
        GetJobscript offer = next.offer(RAL);
        WhyNot why =
                only(new ExplainMatching(new Subject.OfStage(FIRST), new ExplainMatching.Where.InSlot(offer.slot())));

        assertThat(why.blocking()).contains(MatchingRule.DISTANCE);
        assertThat(scene.refused(offer)).isEqualTo(Refusal.NOTHING);
    }

    private WhyNot of(Scene.Actor job) {
        return only(new ExplainMatching(new Subject.OfJob(job.id), Optional.of(RAL)));
    }

    @Test
    void aStageWithoutWaitingFilesHasNothingToGive() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        scene.startedJob(1, 1, RAL).getsFile();

        assertThat(stageAt(RAL).blocking()).contains(MatchingRule.WAITING);
    }

    @Test
    void aSiteIsExplainedForEveryStageAndAWorkflowForEverySite() {
        scene.workflow(1, stage(1)).workflow(2, stage(1), stage(2));

        assertThat(scene.given(new ExplainMatching(new Subject.OfSite(), Optional.of(RAL))))
                .extracting(WhyNot::stage)
                .containsExactly(FIRST, StageRef.of(2, 1), StageRef.of(2, 2));
        assertThat(scene.given(new ExplainMatching(new Subject.OfWorkflow(new WorkflowId(1)), Optional.empty())))
                .extracting(WhyNot::site)
                .containsAll(List.of(RAL, CERN));
    }

    @Test
    void whatIsNotThereIsSaidToBeSo() {
        assertThat(scene.refused(new ExplainMatching(new Subject.OfStage(FIRST), Optional.empty())))
                .isEqualTo(Refusal.NOTHING);
        assertThat(scene.refused(new ExplainMatching(new Subject.OfFile(12_345), Optional.empty())))
                .isEqualTo(Refusal.NOTHING);
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        assertThat(only(new ExplainMatching(new Subject.OfStage(FIRST), Optional.of(new SiteName("XX_Nowhere"))))
                        .blocking())
                .contains(MatchingRule.SITE_ENABLED);
    }

    @Test
    void supposingAChangeShowsItsEffectAndChangesNothing() {
        scene.workflow(1, stage(1, new Orders.Caps(new Distance(Orders.FAR - 1), 20, 6, 10)))
                .files(1, List.of("a", "b"), RAL_ECHO);

        WhatIf further = at(CERN, suppose(Optional.of(Distance.ANYWHERE), List.of()));
        assertThat(further).returns(0L, WhatIf::filesNow).returns(2L, WhatIf::filesThen);
        assertThat(further.rankNow()).isEmpty();
        assertThat(further.rankThen()).isPresent();

        WhatIf down = at(RAL, suppose(Optional.empty(), List.of(RAL)));
        assertThat(down).returns(2L, WhatIf::filesNow).returns(0L, WhatIf::filesThen);

        assertThat(stageAt(CERN).blocking()).contains(MatchingRule.DISTANCE);
        assertThat(scene.startedJob(1, 1, RAL).getsFile()).isEqualTo("a");
    }

    private WhyNot stageAt(SiteName site) {
        return only(new ExplainMatching(new Subject.OfStage(FIRST), Optional.of(site)));
    }

    private WhyNot only(ExplainMatching question) {
        List<WhyNot> answers = scene.given(question);
        assertThat(answers).hasSize(1);
        return answers.get(0);
    }

    private static WhyNot.Step step(WhyNot why, MatchingRule rule) {
        return why.steps().stream()
                .filter(step -> step.rule() == rule)
                .findFirst()
                .orElseThrow();
    }

    private WhatIf at(SiteName site, Supposition supposition) {
        return scene.given(new SupposeMatching(FIRST, supposition)).stream()
                .filter(answer -> answer.site().equals(site))
                .findFirst()
                .orElseThrow();
    }

    private static Supposition suppose(Optional<Distance> distance, List<SiteName> down) {
        return new Supposition(distance, Optional.empty(), Optional.empty(), down);
    }

    /** The inventory with one RSE that cannot be read. */
    private static Inventory without(org.muster.domain.storage.RseName rse) {
        Inventory all = Orders.inventory();
        return new Inventory(
                all.sites(),
                all.storages().stream()
                        .map(storage -> storage.rse().equals(rse)
                                ? new Inventory.Storage(
                                        rse,
                                        false,
                                        storage.writable(),
                                        storage.tape(),
                                        storage.scheme(),
                                        storage.writePrefix(),
                                        storage.deterministic())
                                : storage)
                        .toList(),
                all.distances(),
                all.quotas());
    }
}
