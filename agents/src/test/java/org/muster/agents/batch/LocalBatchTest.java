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
    void names_that_are_none_are_left_out_and_all_of_them_said(CapturedOutput output) {
        assertThat(LocalBatch.sites(List.of("UK North", "UK_South", "", "FR_West")))
                .containsExactly(new SiteName("UK_South"), new SiteName("FR_West"));

        assertThat(output).contains("muster.batch.sites: 2 left out: ", "not 'UK North'; ", "not ''");
    }

    @Test
    void without_any_site_the_agents_do_not_start_and_say_why() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> LocalBatch.sites(List.of("UK North", "?")))
                .withMessageContainingAll("muster.batch.sites names no site", "'UK North'", "'?'");
    }
}
