package org.muster.webapp.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimedHttpTest {
    @Test
    void oneConnectionThatCannotBeClosedKeepsNoOtherOpen() {
        Map<Integer, Long> unfinished = new ConcurrentHashMap<>(
                IntStream.rangeClosed(1, 11).boxed().collect(Collectors.toMap(i -> i, i -> 1L)));
        unfinished.put(12, 3L);
        TreeSet<Integer> closed = new TreeSet<>();

        TimedHttp.closeLate(unfinished, 2, connection -> {
            if (connection == 5) {
                throw new IllegalStateException("thrown on purpose");
            }
            closed.add(connection);
        });

        assertThat(closed).containsExactly(1, 2, 3, 4, 6, 7, 8, 9, 10, 11);
        assertThat(unfinished).containsOnlyKeys(12);
    }
}
