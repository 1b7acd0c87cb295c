package org.muster.benchmarks.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WholeSizeTest {
    private static WholeSize of(int filesEach, int jobs) {
        return new WholeSize(2, filesEach, 1, jobs, 3, Duration.ZERO, Duration.ZERO);
    }

    @Test
    void moreJobsThanFilesAreRefused() {
        assertThat(of(35, 50).largeJobs()).isEqualTo(2);
        assertThatThrownBy(() -> of(34, 50)).hasMessageContaining("50 jobs need 70 files, and there are 68");
    }

    @Test
    void theFullSizeIsThatOfTheAims() {
        assertThat(WholeSize.FULL.files()).isEqualTo(1_000_000);
        assertThat(WholeSize.FULL.allWorkflows()).isEqualTo(1_047);
    }
}
