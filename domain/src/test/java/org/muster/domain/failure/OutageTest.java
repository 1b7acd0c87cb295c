package org.muster.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageTest {
    private final List<String> told = new ArrayList<>();
    private final Outage outage = new Outage(trouble -> told.add(trouble.getMessage()), () -> told.add("back"));

    @Test
    void isToldWhenItBeginsAndWhenItIsOver() {
        outage.over();
        outage.met(new IllegalStateException("first"));
        outage.met(new IllegalStateException("second"));
        assertThat(outage.lasting()).isTrue();
        outage.over();
        outage.over();
        outage.met(new IllegalStateException("third"));

        assertThat(told).containsExactly("first", "back", "third");
    }
}
