package org.muster.agents.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.FakeAllocator;
import org.muster.agents.fake.FakePlatform;
import org.muster.agents.fake.FakeStorage;
import org.muster.connectors.fake.FakeServer.Outcome;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.OutputToClear;

class StrayUploadsTest {
    private final FakeAllocator allocator = new FakeAllocator();
    private final FakeStorage near = new FakeStorage();
    private final FakeStorage far = new FakeStorage();
    private final StrayUploads agent = new StrayUploads(
            new ClearingSettings(Duration.ofMinutes(1)), allocator.client(), FakePlatform.toldToNobody());
    private Instant now = Instant.parse("2026-11-22T20:05:00Z");

    @AfterEach
    void stop() {
        allocator.close();
        near.close();
        far.close();
    }

    private void stray(long id, String... pfns) {
        allocator.toClear.add(new OutputToClear(
                id, StageRef.of(1, 1), new Did("usertests", "o" + id), List.of(pfns), now.minusSeconds(90_000)));
    }

    private void step() {
        now = now.plus(Duration.ofMinutes(1));
        agent.doWork(now);
    }

    private List<Long> left() {
        return allocator.toClear.stream().map(OutputToClear::outputId).toList();
    }

    @Test
    void whatWasUploadedIsDeletedWhereverItMayBe() {
        far.objects.add("disk/o1");
        near.objects.add("disk/other");
        stray(1, near.url() + "/disk/o1", far.url() + "/disk/o1");
        stray(2, near.url() + "/disk/o2");
        step();

        assertThat(left()).isEmpty();
        assertThat(far.objects).isEmpty();
        assertThat(near.objects).containsExactly("disk/other");
        near.forgetLog();
        step();
        assertThat(near.log()).as("nothing is deleted twice").isEmpty();
    }

    @Test
    void aStorageThatFailsIsAskedOnceInAStepAndAgainLater() {
        near.objects.addAll(List.of("o1", "o2"));
        stray(1, near.url() + "/o1");
        stray(2, near.url() + "/o2");
        stray(3, far.url() + "/o3");
        near.fault(request -> Outcome.OVERLOAD);
        step();
        assertThat(left()).containsExactly(1L, 2L);
        assertThat(near.log()).hasSize(1);

        near.fault(request -> Outcome.ANSWER);
        step();
        step();
        assertThat(left()).isEmpty();
        assertThat(near.objects).isEmpty();
    }

    @Test
    void oneThatCannotBeDeletedHoldsUpNoneBehindIt() {
        for (long id = 1; id <= StrayUploads.BATCH; id++) {
            stray(id, "root://far.example:1094/o" + id);
        }
        stray(StrayUploads.BATCH + 1, near.url() + "/last");
        near.objects.add("last");
        step();
        step();

        assertThat(left()).hasSize(StrayUploads.BATCH).doesNotContain((long) StrayUploads.BATCH + 1);
        assertThat(near.objects).isEmpty();
    }

    @Test
    void nothingIsTouchedWithoutATokenOrWithAWrongOne() {
        near.objects.add("o1");
        stray(1, near.url() + "/o1");
        allocator.storageToken = "";
        step();
        assertThat(near.log()).isEmpty();
        allocator.storageToken = "other";
        step();
        assertThat(near.objects).containsExactly("o1");
        assertThat(left()).containsExactly(1L);
    }

    @Test
    void aLostAnswerIsMadeGoodBySayingItAgain() {
        near.objects.add("o1");
        stray(1, near.url() + "/o1");
        near.fault(request -> Outcome.LOSE_ANSWER);
        step();
        assertThat(left()).containsExactly(1L);
        near.fault(request -> Outcome.ANSWER);
        step();
        step();
        assertThat(left()).isEmpty();
    }
}
