package org.muster.allocator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.muster.allocator.grid.Orders.CERN;
import static org.muster.allocator.grid.Orders.CERN_EOS;
import static org.muster.allocator.grid.Orders.RAL;
import static org.muster.allocator.grid.Orders.RAL_ECHO;
import static org.muster.allocator.grid.Orders.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.muster.allocator.ledger.commands.BindSlot;
import org.muster.allocator.ledger.commands.GetFile;
import org.muster.allocator.ledger.commands.GetFiles;
import org.muster.allocator.ledger.questions.ExplainMatching;
import org.muster.allocator.ledger.rows.Slot;
import org.muster.domain.data.InputFileState;
import org.muster.domain.job.JobState;
import org.muster.domain.job.JobsubId;
import org.muster.domain.site.SiteName;
import org.muster.domain.storage.Distance;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.GpuNeed;
import org.muster.protocol.control.MatchingRule;
import org.muster.protocol.control.StageOrder;

/** A pilot brings a slot and no stage. */
class BindSlotTest {
    private static final String SECRET = "a-secret-of-the-pilot's-own-choice";
    private static final long GB = 1_000_000_000L;

    private final Scene scene = new Scene();

    private static SlotOffer offer(SiteName site) {
        Slot slot = new Slot(site, site.equals(RAL) ? "RAL_entry" : "CERN_entry", "wn", "cpu", "os", 4 * GB, 2, 7200);
        return new SlotOffer(slot, false, Optional.empty(), Set.of());
    }

    private static BindSlot bind(String job, SlotOffer offer, int files) {
        return new BindSlot(new JobsubId(job), SECRET + job, "script-" + job, offer, files);
    }

    private static StageOrder wanting(
            String image, int processors, long memory, int wall, Optional<GpuNeed> gpu, String group) {
        StageOrder any = stage(1);
        return new StageOrder(
                1,
                any.jobscript(),
                Optional.of(image),
                processors,
                memory,
                wall,
                Distance.ANYWHERE,
                50,
                20,
                6,
                10,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                gpu,
                Optional.of(group));
    }

    @Test
    void itGetsTheNearestStageWithItsFirstFiles() {
        scene.workflow(1, stage(1)).files(1, List.of("far"), CERN_EOS);
        scene.workflow(2, stage(1)).files(2, List.of("a", "b", "c"), RAL_ECHO);

        BindSlot.Bound bound = scene.given(bind("p1@pilots", offer(RAL), 2));

        assertThat(bound.started().workflow().workflow().number()).isEqualTo(2);
        assertThat(bound.files()).extracting(GetFile.Granted::did).containsExactly("usertests:a", "usertests:b");
        assertThat(bound.files()).extracting(GetFile.Granted::pfn).allMatch(pfn -> pfn.startsWith("root://lan/"));
        assertThat(scene.file("a")).isEqualTo(InputFileState.ALLOCATED);
        Scene.Actor job =
                scene.new Actor(new JobsubId("p1@pilots"), 2, 1, bound.started().jobscriptSecret());
        assertThat(job.state()).isEqualTo(JobState.PROCESSING);
        assertThat(job.getsFile()).as("from here on it is a job like any other").isEqualTo("c");
    }

    @Test
    void askedAgainItGivesTheSameAndNothingMore() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        BindSlot.Bound first = scene.given(bind("p1@pilots", offer(RAL), 1));

        BindSlot.Bound again = scene.given(bind("p1@pilots", offer(RAL), 1));

        assertThat(again.started().jobscriptSecret()).isEqualTo(first.started().jobscriptSecret());
        assertThat(again.files())
                .extracting(GetFile.Granted::pfn)
                .containsExactly(first.files().get(0).pfn());
        assertThat(scene.file("b")).isEqualTo(InputFileState.UNALLOCATED);
    }

    @Test
    void anotherPilotDoesNotGetIt() {
        scene.workflow(1, stage(1)).files(1, List.of("a", "b"), RAL_ECHO);
        scene.given(bind("p1@pilots", offer(RAL), 1));
        BindSlot thief =
                new BindSlot(new JobsubId("p1@pilots"), "another-secret-of-sufficient-length", "x", offer(RAL), 1);
        assertThat(scene.refused(thief)).isEqualTo(Refusal.FORBIDDEN);
    }

    @Test
    void aSlotGetsOnlyWhatFitsIt() {
        SlotOffer plain = offer(RAL);
        GpuNeed small = new GpuNeed(1, 8 * GB, "7.5");
        List<StageOrder> orders = List.of(
                wanting("", 4, GB, 60, Optional.empty(), ""),
                wanting("", 1, 8 * GB, 60, Optional.empty(), ""),
                wanting("", 1, GB, 9000, Optional.empty(), ""),
                wanting("", 1, GB, 60, Optional.of(small), ""),
                wanting("sl7.sif", 1, GB, 60, Optional.empty(), ""),
                wanting("", 1, GB, 60, Optional.empty(), "/dune/production"));
        for (int i = 0; i < orders.size(); i++) {
            scene.workflow(i + 1, orders.get(i)).files(i + 1, List.of("a" + i), RAL_ECHO);
        }
        assertThat(blocking(plain, 6))
                .containsExactly(
                        MatchingRule.SLOT_SIZE,
                        MatchingRule.SLOT_SIZE,
                        MatchingRule.SLOT_SIZE,
                        MatchingRule.GPU,
                        MatchingRule.CONTAINER,
                        MatchingRule.GROUP);
        assertThat(scene.refused(bind("p1@pilots", plain, 1))).isEqualTo(Refusal.NOTHING);
        SlotOffer rich = new SlotOffer(
                new Slot(RAL, "RAL_entry", "wn", "cpu", "os", 64 * GB, 8, 86_400),
                true,
                Optional.of(new GpuNeed(2, 16 * GB, "7.10")),
                Set.of("/dune/production"));
        assertThat(blocking(rich, 6)).isEmpty();
        SlotOffer old = new SlotOffer(
                rich.slot(), true, Optional.of(new GpuNeed(2, 16 * GB, "7.4")), Set.of("/dune/production"));
        assertThat(blocking(old, 6)).containsExactly(MatchingRule.GPU);
        for (int i = 0; i < orders.size(); i++) {
            scene.given(bind("p" + i + "@rich", rich, 1));
        }
        assertThat(scene.refused(bind("p@rich", rich, 1))).isEqualTo(Refusal.NOTHING);
    }

    /** Of the first workflows, for a slot that is offered. */
    private List<MatchingRule> blocking(SlotOffer offer, int workflows) {
        return IntStream.rangeClosed(1, workflows)
                .mapToObj(number -> scene.given(new ExplainMatching(
                                new ExplainMatching.Subject.OfStage(StageRef.of(number, 1)),
                                new ExplainMatching.Where.Offered(offer)))
                        .get(0))
                .flatMap(why -> why.blocking().stream())
                .toList();
    }

    @Test
    void anEntryThatIsNotOfTheSiteIsSaidToBeSo() {
        scene.workflow(1, stage(1)).files(1, List.of("a"), RAL_ECHO);
        SlotOffer offer = new SlotOffer(
                new Slot(RAL, "CERN_entry", "wn", "cpu", "os", 4 * GB, 2, 7200), false, Optional.empty(), Set.of());

        assertThat(scene.refused(bind("p1@pilots", offer, 1))).isEqualTo(Refusal.MALFORMED);
        assertThat(blocking(offer, 1)).containsExactly(MatchingRule.ENTRY_KNOWN);
    }

    @Test
    void whoGetsNothingIsToldWhy() {
        scene.workflow(1, wanting("", 1, 8 * GB, 60, Optional.empty(), "")).files(1, List.of("a"), RAL_ECHO);
        scene.workflow(2, stage(1));
        Answer<BindSlot.Bound> answer = scene.decide(bind("p1@pilots", offer(RAL), 1));
        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.refusal()).isEqualTo(Refusal.NOTHING);
            assertThat(refused.reason())
                    .contains(
                            "for 1 stages it does not hold that the slot has the processors",
                            "the file waits for a job");
        });
    }

    @Test
    void capsAndPrioritiesHoldAsForJobsOfAStage() {
        scene.workflow(1, new WithPriority(40).stage()).files(1, List.of("a"), RAL_ECHO);
        scene.workflow(2, new WithPriority(60).stage()).files(2, List.of("b", "c"), RAL_ECHO);
        assertThat(number(bind("p1@pilots", offer(RAL), 1))).isEqualTo(2);
        assertThat(number(bind("p2@pilots", offer(RAL), 1)))
                .as("one job of it runs already")
                .isEqualTo(1);
    }

    private int number(BindSlot command) {
        return scene.given(command).started().workflow().workflow().number();
    }

    private record WithPriority(int priority) {
        StageOrder stage() {
            StageOrder any = wanting("", 1, GB, 60, Optional.empty(), "");
            return new StageOrder(
                    1,
                    any.jobscript(),
                    Optional.empty(),
                    1,
                    GB,
                    60,
                    Distance.ANYWHERE,
                    priority,
                    20,
                    6,
                    1,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of());
        }
    }

    @Test
    void anUnknownSiteIsAnError() {
        assertThat(scene.refused(bind("p1@pilots", offer(new SiteName("MOON")), 1)))
                .isEqualTo(Refusal.MALFORMED);
        assertThat(scene.refused(bind("p1@pilots", offer(CERN), 1))).isEqualTo(Refusal.NOTHING);
        assertThatThrownBy(() -> bind("p1@pilots", offer(CERN), GetFiles.MAX_FILES + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BindSlot(new JobsubId("p@p"), "short", "x", offer(CERN), 1))
                .hasMessageContaining("job_secret");
    }
}
