package org.muster.domain.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.WorkflowId;

class InputSourceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "sample c1/x skip 0 limit 10001",
                "sample c1/x skip 99999999999999999999 limit 1",
                "monte-carlo 0",
                "monte-carlo 1000000",
                "monte-carlo -1",
                "monte-carlo 99999999999999999999"
            })
    void countersAreAsManyAsTheirNamesHaveRoomFor(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> InputSource.parse(text));
    }

    @Test
    void countersAreCounted() {
        assertThat(InputSource.parse(" monte-carlo  999999")).isEqualTo(new InputSource.Counters(999_999));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"monte-carlo 5", "rucio-dataset s:d", "files from a:b", "sample c12/hits_1 skip 6000 limit 1000"
            })
    void inputsPrintAsTheyWereParsed(String text) {
        assertThat(InputSource.parse(text)).hasToString(text);
    }

    @Test
    void counterFilesAreKnownByTheirNames() {
        String name = CounterFile.name(new WorkflowId(12), 3);
        assertThat(name).isEqualTo("monte-carlo-000012-000003");
        assertThat(CounterFile.isName(name)).isTrue();
        assertThat(CounterFile.isOne(new Did(CounterFile.SCOPE, name))).isTrue();
        assertThat(CounterFile.isOne(new Did("usertests", "monte-carlo.root"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files from a:b",
                "# what\n files from a:b",
                "children(files from a:b)",
                "(files from a:b ordered) limit 5",
                "[files from a:b, fids c]",
                "{ ( parents (files a:b) ) }",
                "filter f(1)(files from a:b)",
                "files selected by a:b",
                "union(files from a:b)",
                "filesfrom a:b"
            })
    void aQueryForFilesMayBeginInManyWays(String mql) {
        assertThat(InputSource.parse(mql)).isEqualTo(new InputSource.Query(mql));
        assertThat(InputSource.isForFiles(mql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"drop table", "datasets a:b", "queries matching a:b", "#files from a:b", "(", "FILES from a:b"})
    void otherQueriesFindNoFiles(String mql) {
        assertThat(InputSource.isForFiles(mql)).isFalse();
    }
}
