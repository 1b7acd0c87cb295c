package org.muster.domain.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationsTest {
    @Test
    void aDatasetIsInTheScopeOfItsWorkflowOrInTheOneItNames() {
        assertThat(OutputDataset.parse("hits", "usertests").did()).isEqualTo(Did.parse("usertests:hits"));
        assertThat(OutputDataset.parse("toy:hits", "usertests").numbered(7)).isEqualTo(Did.parse("toy:hitsn007"));
        assertThat(OutputDataset.withoutNumber(Did.parse("toy:hitsn007"))).isEqualTo(Did.parse("toy:hits"));
        assertThat(OutputDataset.withoutNumber(Did.parse("toy:hitsn07"))).isEqualTo(Did.parse("toy:hitsn07"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no good name!",
                "a:b:c",
                ":a",
                "a:",
                "",
                "/a",
                "a//b",
                "a/files",
                "rules",
                "a/",
                "ä",
                "a+b",
                "$X"
            })
    void whatRucioCouldNotHoldIsNoDataset(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> OutputDataset.parse(text, "usertests"));
    }

    @Test
    void aDatasetLeavesRoomForTheNumberOfItsParts() {
        String longest = "a".repeat(OutputDataset.MAX_NAME);
        assertThat(OutputDataset.parse(longest, "usertests").numbered(1_234_567).name())
                .hasSize(Did.MAX_NAME);
        assertThatIllegalArgumentException().isThrownBy(() -> OutputDataset.parse(longest + "a", "usertests"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://scratch.example/a",
                "https://rita@scratch.example/a",
                "https://scratch.example/a?b",
                "https://scratch.example/a#b",
                "https://scratch.example/a/../b",
                "https://scratch.example/a/%2e%2e/b",
                "https://scratch.example/a//b",
                "https://scratch.example/a/",
                "https:/a",
                "ftp://scratch.example/a",
                "file:///etc",
                "https://scratch.example/a b"
            })
    void anAddressHasNoTricks(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ScratchAddress.parse(text));
    }

    @Test
    void belowMeansTheSameHostAndWholePartsOfThePath() {
        ScratchAddress users = ScratchAddress.parse("https://scratch.example:8443/users");
        assertThat(ScratchAddress.parse("https://SCRATCH.example:8443/users/rita")
                        .isBelow(users))
                .isTrue();
        assertThat(users.isBelow(users)).isTrue();
        assertThat(ScratchAddress.parse("https://scratch.example:8443/users2").isBelow(users))
                .isFalse();
        assertThat(ScratchAddress.parse("https://scratch.example/users/rita").isBelow(users))
                .isFalse();
        assertThat(ScratchAddress.parse("https://scratch.example.evil.org:8443/users/rita")
                        .isBelow(users))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.root", "a", "[ab].txt", "[!a-z]*", "x[]]y", "out_?.json", "[a-]"})
    void aPatternMeansWhatFnmatchMakesOfIt(String text) {
        assertThat(FilePattern.objection(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*.hits[.jsonl", "a]", "[", "[!", "[]", "[!]", "[z-a]", "a!b", "a/b", "a b", "{a,b}", "ä*"})
    void aPatternThatPythonReadsAsAnotherIsNone(String text) {
        assertThat(FilePattern.objection(text)).isPresent();
    }
}
