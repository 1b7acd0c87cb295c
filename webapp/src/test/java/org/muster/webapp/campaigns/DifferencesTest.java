package org.muster.webapp.campaigns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.muster.protocol.platform.TextDifference;

class DifferencesTest {
    @Test
    void onlyWhatIsDifferentIsShownWithThreeLinesAround() {
        String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        List<TextDifference> differences = Differences.between(
                Map.of("a.sh", before, "same.sh", "x\n"),
                Map.of("a.sh", before.replace("5\n", "five\n5a\n"), "same.sh", "x\n"));
        assertThat(differences)
                .containsExactly(new TextDifference(
                        "a.sh",
                        2,
                        1,
                        List.of("@@ -2,7 +2,8 @@", " 2", " 3", " 4", "-5", "+five", "+5a", " 6", " 7", " 8")));
    }

    @Test
    void aTextThatIsNewOrGoneIsDifferentInEveryLine() {
        assertThat(Differences.between(Map.of(), Map.of("a.sh", "1\n2\n")))
                .containsExactly(new TextDifference("a.sh", 2, 0, List.of("@@ -1,0 +1,2 @@", "+1", "+2")));
        assertThat(Differences.between(Map.of("a.sh", "1\n"), Map.of()))
                .containsExactly(new TextDifference("a.sh", 0, 1, List.of("@@ -1,1 +1,0 @@", "-1")));
    }
}
