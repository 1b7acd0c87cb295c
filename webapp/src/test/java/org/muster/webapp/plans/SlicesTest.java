package org.muster.webapp.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.muster.webapp.requests.Cut;

class SlicesTest {
    @Test
    void lastSliceOfSoManyFilesHasWhatIsLeft() {
        assertThat(Slices.of(24, 25, new Cut.Files(10)))
                .containsExactly(new Slice(24, 10), new Slice(34, 10), new Slice(44, 5));
    }

    @Test
    void slicesOfACountDifferByOneInputAtMost() {
        assertThat(Slices.of(0, 11, new Cut.Count(4)))
                .containsExactly(new Slice(0, 3), new Slice(3, 3), new Slice(6, 3), new Slice(9, 2));
        assertThat(Slices.of(0, 2, new Cut.Count(4))).containsExactly(new Slice(0, 1), new Slice(1, 1));
    }

    @Test
    void anyCutIsContiguousAndDisjointAndCoversAll() {
        long seed = new Random().nextLong();
        System.out.println("SlicesTest seed " + seed);
        RandomGenerator random = new Random(seed);
        for (int round = 0; round < 1000; round++) {
            long skip = random.nextLong(0, 1_000_000);
            long inputs = random.nextLong(1, 100_000);
            Cut.ByNumber cut = random.nextBoolean()
                    ? new Cut.Files(random.nextLong(10, 10_000))
                    : new Cut.Count(random.nextLong(1, 2_000));
            List<Slice> slices = Slices.of(skip, inputs, cut);
            long next = skip;
            for (Slice slice : slices) {
                assertThat(slice.skip()).as("%s of %s", cut, inputs).isEqualTo(next);
                assertThat(slice.limit()).isBetween(1L, cut.largest(inputs));
                next += slice.limit();
            }
            assertThat(next).isEqualTo(skip + inputs);
            assertThat(slices).hasSize(Math.toIntExact(cut.slices(inputs)));
        }
    }
}
