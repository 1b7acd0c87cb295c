package org.muster.domain.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class InWordsTest {
    @Test
    void whatWasWrittenForPeopleReachesThem() {
        assertThat(InWords.of(new IllegalArgumentException("the plan has no row"), "workers"))
                .isEqualTo("the plan has no row");
        assertThat(InWords.of(new ExternalSystemUnavailable("Rucio", "answered 503"), "agents"))
                .contains("Rucio");
    }

    @Test
    void whatJavaSaysDoesNot() {
        for (RuntimeException defect : List.of(
                new NullPointerException("Cannot invoke \"x.y()\" because \"z\" is null"),
                new NumberFormatException("For input string: \"x\""),
                new NoSuchElementException("No value present"),
                new ClassCastException("class java.lang.String cannot be cast"),
                new IllegalStateException())) {
            assertThat(InWords.of(defect, "agents")).isEqualTo("a defect of Muster; the log of the agents says where");
        }
    }
}
