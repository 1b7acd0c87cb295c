package org.muster.agents.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.domain.site.SiteName;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LocalBatchTest {
    @Test
    void namesThatAreNoneAreLeftOutAndAllOfThemSaid(CapturedOutput output) {
        assertThat(LocalBatch.sites(List.of("UK North", "UK_South", "", "FR_West")))
                .containsExactly(new SiteName("UK_South"), new SiteName("FR_West"));

        assertThat(output).contains("muster.batch.sites: 2 left out: ", "not 'UK North'; ", "not ''");
    }

    @Test
    void withoutAnySiteTheAgentsDoNotStartAndSayWhy() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> LocalBatch.sites(List.of("UK North", "?")))
                .withMessageContainingAll("muster.batch.sites names no site", "'UK North'", "'?'");
    }
}
