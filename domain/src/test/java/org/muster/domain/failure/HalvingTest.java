package org.muster.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HalvingTest {
    private final List<Integer> done = new ArrayList<>();
    private final List<Integer> spoilt = new ArrayList<>();

    /** Like a catalogue that takes a request as a whole or not at all. */
    private void work(List<Integer> items) {
        if (items.contains(13)) {
            throw new IllegalArgumentException("thirteen");
        }
        if (items.contains(99)) {
            throw new IllegalStateException("away");
        }
        done.addAll(items);
    }

    private void each(List<Integer> items) {
        Halving.each(
                items, this::work, e -> e instanceof IllegalArgumentException, (item, trouble) -> spoilt.add(item));
    }

    @Test
    void oneBadItemIsFoundAndTheOthersAreDone() {
        each(List.of(1, 2, 13, 4, 5));

        assertThat(done).containsExactly(1, 2, 4, 5);
        assertThat(spoilt).containsExactly(13);
    }

    @Test
    void whatIsNoItemsFaultEndsItAll() {
        assertThatIllegalStateException().isThrownBy(() -> each(List.of(1, 99)));

        assertThat(done).isEmpty();
        assertThat(spoilt).isEmpty();
    }

    @Test
    void nothingIsNoWork() {
        each(List.of());

        assertThat(done).isEmpty();
    }
}
