package org.muster.agents.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.muster.agents.fake.Catalogues;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;

class LogDatasetsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_377_000);

    private final Catalogues world = new Catalogues();
    private final LogDatasets agent = new LogDatasets(world.rucioClient(), world.setAside);

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void thisAndTheNextTwoAreThereForEveryDiskWithTheirRules() {
        assertThat(agent.doWork(NOW)).isEqualTo(2 * 3);

        String picture = world.rucio.picture();
        for (String begin : new String[] {"1795000000", "1796000000", "1797000000"}) {
            assertThat(picture).contains("justin-logs:logstgz-" + begin + "-UK_NORTH_DISK DATASET");
            assertThat(picture).contains("justin-logs:logstgz-" + begin + "-UK_SOUTH_DISK on UK_SOUTH_DISK");
        }
        assertThat(picture).doesNotContain("TAPE");
    }

    @Test
    void theyAreMadeOnceAndLookedAfterEveryHour() {
        agent.doWork(NOW);

        assertThat(agent.every()).isEqualTo(Duration.ofHours(1));
        assertThat(agent.doWork(NOW.plusSeconds(3600))).isZero();
        assertThat(agent.doWork(NOW.plusSeconds(1_000_000))).isEqualTo(2);
        assertThat(new LogDatasets(world.rucioClient(), world.setAside).doWork(NOW))
                .as("after a restart")
                .isEqualTo(6);
        assertThat(LogDatasets.name(NOW, new RseName("A_DISK")))
                .isEqualTo(new Did("justin-logs", "logstgz-1795000000-A_DISK"));
    }
}
