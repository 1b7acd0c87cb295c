package org.muster.webapp.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.protocol.platform.TextDifference;

class ChangedLineTest {
    private static List<String> shown(String... lines) {
        return ChangedLine.of(List.of(new TextDifference("a.jobscript", 1, 1, List.of(lines)))).stream()
                .map(line -> line.before().map(Object::toString).orElse("-") + " "
                        + line.after().map(Object::toString).orElse("-") + " " + line.change() + " " + line.text())
                .toList();
    }

    @Test
    void everyLineHasItsNumberInTheTextsThatHaveIt() {
        assertThat(shown("@@ -7,3 +7,3 @@", " same", "-old", "+new", " end", "@@ -40 +40,2 @@", " x", "+@@ no place"))
                .containsExactly(
                        "7 7 same same",
                        "8 - removed old",
                        "- 8 added new",
                        "9 9 same end",
                        "40 40 same x",
                        "- 41 added @@ no place");
    }

    @Test
    void aTextThatWasNotThereBeginsAtItsFirstLine() {
        assertThat(shown("@@ -0,0 +1,2 @@", "+#!/bin/sh", "+true"))
                .containsExactly("- 1 added #!/bin/sh", "- 2 added true");
    }
}
