package org.muster.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {
    private final List<String> asked = new ArrayList<>();
    private final Map<String, Page<Integer>> table = Map.of(
            "", new Page<>(List.of(1, 2), Optional.of("2")),
            "2", new Page<>(List.of(), Optional.of("3")),
            "3", new Page<>(List.of(3), Optional.empty()));

    private Page<Integer> read(String after) {
        asked.add(after);
        return Objects.requireNonNull(table.get(after));
    }

    @Test
    void allRowsAreReadToTheLastPage() {
        assertThat(Page.all(this::read, 10)).containsExactly(1, 2, 3);
        assertThat(asked).containsExactly("", "2", "3");
    }

    @Test
    void pagesAreReadFromOneOn() {
        assertThat(Page.from("2", this::read).map(Page::rows)).containsExactly(List.of(), List.of(3));
        assertThat(asked).containsExactly("2", "3");
    }

    @Test
    void noPageIsAskedForBehindTheLimit() {
        assertThat(Page.all(this::read, 2)).containsExactly(1, 2);
        assertThat(asked).containsExactly("");
    }

    @Test
    void aTableThatLeadsToItselfIsNotReadForEver() {
        Page<Integer> circle = new Page<>(List.of(1), Optional.of("1"));
        assertThatThrownBy(() -> Page.all(after -> circle, Long.MAX_VALUE).toList())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("leads to itself");
    }
}
