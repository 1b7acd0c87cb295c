package org.muster.connectors.metacat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.data.Did;

class MqlTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "files from a:b",
                "files from a:b ordered limit 5",
                "files from a:b limit 5 ordered",
                "files from a:b skip 0 limit 5",
                "files from a:b - files from a:c ordered limit 5",
                "files from a:b where x.limit = 5",
                "files from a:b where x.y = 'no limit 5'",
                "files from a:b # limit 5",
                "(files from a:b ordered limit 5) - files from a:c",
                "no MQL at all"
            })
    void leavesNothingToChance(String mql) {
        assertThat(new MqlText(mql).limitWithoutOrder()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files from a:b limit 5",
                "files from a:b where x.y in (1, 2) limit 5",
                "(files from a:b limit 5) ordered",
                "union(files from a:b limit 5, files from a:c ordered)",
                "files from a:b limit 5 - files from a:c ordered",
                "children(files from a:b limit 5) ordered limit 3"
            })
    void leavesFilesToChance(String mql) {
        assertThat(new MqlText(mql).limitWithoutOrder()).isPresent();
    }

    @Test
    void saysWhereTheLimitIs() {
        String mql = "files from a:b\n  where x.y = 1 limit 5";

        assertThat(new MqlText(mql).limitWithoutOrder()).hasValueSatisfying(fault -> {
            assertThat(fault.line()).isEqualTo(2);
            assertThat(fault.column()).isEqualTo(17);
            assertThat(fault.pointedOut(mql).lines()).endsWith("  where x.y = 1 limit 5", "                ^");
        });
    }

    @Test
    void findsTheDatasetsThatAreNamed() {
        assertThat(new MqlText("files from a:b, c:d with subsets recursively, e:f where g:h = 1"
                                + " - parents(files from datasets i:j limit 2, files m:n)")
                        .datasets())
                .containsExactly(new Did("a", "b"), new Did("c", "d"), new Did("e", "f"), new Did("i", "j"));
        assertThat(new MqlText("files from matching a:b*, matching regexp c:'d.*', e:f").datasets())
                .containsExactly(new Did("e", "f"));
        assertThat(new MqlText("files where x.y = 'from a:b'").datasets()).isEmpty();
    }
}
