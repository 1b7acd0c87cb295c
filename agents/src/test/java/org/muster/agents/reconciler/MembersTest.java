package org.muster.agents.reconciler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.catalogue.fake.Outputs.output;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.data.Did;
import org.muster.protocol.control.OutputToRegister;

class MembersTest {
    private static Did did(int number) {
        return new Did("usertests", "file-" + number);
    }

    /** Of a run of 8: less than it, exactly it, a few of them, and many. */
    @ParameterizedTest
    @ValueSource(ints = {0, 7, 8, 9, 16, 1001})
    void aDatasetOfAnySizeIsKnownWhole(int size) {
        Members members = new Members(8);
        IntStream.range(0, size).forEach(number -> members.add(did(number)));
        members.sorted();

        assertThat(IntStream.range(0, size)).noneMatch(number -> members.lacks(did(number)));
        assertThat(IntStream.range(size, 2 * size + 10)).allMatch(number -> members.lacks(did(number)));
    }

    @Test
    void aListSaysNothingOfOutputsThatCameAfterIt() {
        OutputToRegister output = output(1, "w1s1", "a.root");
        DatasetContent before = new DatasetContent(
                new Members().sorted(),
                new Members().sorted(),
                output.confirmedAt().minusMillis(1));
        DatasetContent since = new DatasetContent(new Members().sorted(), new Members().sorted(), output.confirmedAt());

        assertThat(before.lacksInMetacat(output)).isFalse();
        assertThat(before.lacksInRucio(output)).isFalse();
        assertThat(since.lacksInMetacat(output)).isTrue();
        assertThat(since.lacksInRucio(output)).isTrue();
    }
}
