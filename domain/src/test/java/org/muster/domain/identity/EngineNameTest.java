package org.muster.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EngineNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"rita", "jane+dune@example.org", "jürgen.groß", "小林", "muster_agent-1"})
    void namesThatTheEngineTakesStayAsTheyAre(String name) {
        assertThat(EngineName.of(name)).isEqualTo(name);
    }

    @Test
    void everyOtherNameGetsOneThatTheEngineTakesAndNobodyElseHas() {
        List<String> names = List.of(
                "",
                "*",
                "a/b",
                "a b",
                "a%2Fb",
                "a;b",
                "x".repeat(65),
                "x".repeat(66),
                "x".repeat(1000),
                "\"quoted\"",
                "null\u0000",
                "C=UK/O=eScience/CN=jane",
                EngineName.of("a/b"),
                EngineName.of("x".repeat(65)));
        List<String> mapped = names.stream().map(EngineName::of).collect(Collectors.toList());
        assertThat(mapped).doesNotHaveDuplicates().allMatch(name -> name.matches(EngineName.PATTERN));
    }
}
