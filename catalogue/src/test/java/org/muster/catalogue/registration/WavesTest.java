package org.muster.catalogue.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.catalogue.fake.Outputs.output;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.Did;
import org.muster.protocol.control.OutputToRegister;

class WavesTest {
    private static Did did(String name) {
        return new Did("usertests", name);
    }

    private static List<List<Long>> waves(OutputToRegister... outputs) {
        return Waves.of(List.of(outputs)).stream()
                .map(wave -> wave.stream().map(OutputToRegister::outputId).toList())
                .toList();
    }

    @Test
    void parentsComeBeforeChildrenAndStrangersDoNotMatter() {
        assertThat(waves(
                        output(3, "w1s3", "c", did("b")),
                        output(2, "w1s2", "b", did("a")),
                        output(1, "w1s1", "a", did("raw")),
                        output(4, "w2s1", "d")))
                .containsExactly(List.of(1L, 4L), List.of(2L), List.of(3L));
    }

    @Test
    void aCircleIsNoReasonToHang() {
        assertThat(waves(output(1, "w1s1", "a", did("b")), output(2, "w1s1", "b", did("a"))))
                .containsExactly(List.of(1L, 2L));
    }
}
