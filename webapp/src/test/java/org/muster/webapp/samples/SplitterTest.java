package org.muster.webapp.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.Did;
import org.muster.domain.failure.Problem;
import org.muster.protocol.platform.SampleFile;
import org.muster.webapp.requests.Cut;

class SplitterTest {
    private static final long MOST = 10_000;

    private static SampleFile file(int number, long bytes, long events, long run) {
        return new SampleFile(new Did("toy", "f" + number), bytes, Optional.of(events), Optional.of(run));
    }

    private static Splitter of(List<Splitter.Head> heads, Cut cut, List<SampleFile> files) {
        Splitter splitter = new Splitter(heads, cut, files.size(), MOST);
        files.forEach(splitter::add);
        return splitter;
    }

    private static List<SampleFile> equal(int count) {
        List<SampleFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(file(i, 10, 5, i / 100));
        }
        return files;
    }

    /** The procedure's example V-06: 20 784 input files in five slices. */
    @Test
    void slicesOfTheTutorialLeaveWhatTheTutorialSays() {
        List<Portion> portions = of(
                        List.of(
                                new Splitter.Head(WorkflowPurpose.PILOT, 6_000),
                                new Splitter.Head(WorkflowPurpose.VALIDATION, 1_000)),
                        new Cut.Files(5_000),
                        equal(20_784))
                .portions();
        assertThat(portions)
                .extracting(each -> each.skip() + "+" + each.files() + ", " + (20_784 - each.skip() - each.files()))
                .containsExactly(
                        "0+6000, 14784", "6000+1000, 13784", "7000+5000, 8784", "12000+5000, 3784", "17000+3784, 0");
        assertThat(portions.get(1).events()).contains(5_000L);
        assertThat(portions.get(1).bytes()).isEqualTo(10_000);
    }

    @Test
    void fileThatIsLargerThanASliceIsASliceOfItsOwn() {
        List<SampleFile> files = List.of(file(1, 3, 1, 1), file(2, 20, 1, 1), file(3, 4, 1, 1), file(4, 6, 1, 1));
        assertThat(of(List.of(), new Cut.Bytes(10), files).portions())
                .extracting(Portion::files)
                .containsExactly(1L, 1L, 2L);
    }

    @Test
    void everyRunIsASliceAndALongOneIsMany() {
        List<SampleFile> files = List.of(file(1, 1, 1, 7), file(2, 1, 1, 7), file(3, 1, 1, 7), file(4, 1, 1, 9));
        Splitter splitter = new Splitter(List.of(), new Cut.Runs(), files.size(), 2);
        files.forEach(splitter::add);
        assertThat(splitter.portions())
                .extracting(each -> each.run().orElseThrow() + ": " + each.files())
                .containsExactly("7: 2", "7: 1", "9: 1");
        assertThat(splitter.problems("samples[0]")).isEmpty();
    }

    @Test
    void whatCannotBeCutIsSaidAtOnce() {
        List<SampleFile> files =
                List.of(new SampleFile(new Did("toy", "f"), 1, Optional.empty(), Optional.empty()), file(2, 1, 1, 1));
        Splitter splitter = of(List.of(new Splitter.Head(WorkflowPurpose.PILOT, 4)), new Cut.Events(100), files);
        assertThat(splitter.portions()).hasSize(1);
        assertThat(splitter.problems("samples[3]"))
                .extracting(Problem::toString)
                .containsExactly(
                        "samples[3]: has 2 files, all of which pilot and validation sample take (validate fewer of them, or name more)",
                        "samples[3].slices: cannot be made: the metadata of 1 files do not say core.event_count (cut the sample by files or count)");
        Splitter few = of(List.of(), new Cut.Count(2), equal(20_784));
        assertThat(few.portions()).hasSize(2);
        assertThat(few.problems("samples[0]"))
                .extracting(Problem::message)
                .containsExactly("would have up to 10392 files each; a workflow takes 10000");
    }

    @Test
    void anyCutIsContiguousAndDisjointAndCoversAllFiles() {
        long seed = new Random().nextLong();
        System.out.println("SplitterTest seed " + seed);
        RandomGenerator random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            List<SampleFile> files = new ArrayList<>();
            int count = random.nextInt(40, 400);
            for (int i = 0; i < count; i++) {
                files.add(file(i, random.nextLong(1, 50), random.nextLong(0, 50), i / 7));
            }
            Cut cut = List.of(
                            new Cut.Files(random.nextLong(1, 60)),
                            new Cut.Count(random.nextLong(1, 60)),
                            new Cut.Events(random.nextLong(1, 200)),
                            new Cut.Bytes(random.nextLong(1, 200)),
                            new Cut.Runs())
                    .get(random.nextInt(5));
            List<Splitter.Head> heads = List.of(
                            List.<Splitter.Head>of(),
                            List.of(new Splitter.Head(WorkflowPurpose.PILOT, 4)),
                            List.of(
                                    new Splitter.Head(WorkflowPurpose.PILOT, 4),
                                    new Splitter.Head(WorkflowPurpose.VALIDATION, random.nextLong(1, 30))))
                    .get(random.nextInt(3));
            Splitter splitter = of(heads, cut, files);
            long next = 0;
            for (Portion portion : splitter.portions()) {
                assertThat(portion.skip()).as("%s of %s", cut, count).isEqualTo(next);
                List<SampleFile> its = files.subList((int) next, (int) (next + portion.files()));
                assertThat(its).isNotEmpty();
                assertThat(portion.bytes())
                        .isEqualTo(its.stream().mapToLong(SampleFile::bytes).sum());
                assertThat(portion.events())
                        .contains(its.stream()
                                .mapToLong(each -> each.events().orElseThrow())
                                .sum());
                next += portion.files();
            }
            assertThat(next).isEqualTo(count);
            assertThat(splitter.problems("samples[0]")).isEmpty();
        }
    }
}
