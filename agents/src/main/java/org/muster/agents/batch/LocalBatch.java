package org.muster.agents.batch;

import java.time.Clock;
import java.time.Instant;
import org.muster.agents.runtime.Agent;
import org.muster.connectors.batch.LocalProcesses;
import org.muster.domain.site.SiteName;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jobs as processes of this machine. */
@Configuration(proxyBeanMethods = false)
class LocalBatch {
    @Bean
    LocalProcesses batchSystem(BatchSettings settings, Clock clock) {
        return new LocalProcesses(
                settings.jobsDir().toAbsolutePath(),
                LocalProcesses.inTurn(
                        settings.sites().stream().map(SiteName::new).toList(), settings.slots()),
                settings.python(),
                clock);
    }

    @Bean
    Agent localJobs(LocalProcesses processes) {
        return new Agent() {
            @Override
            public String name() {
                return "local-jobs";
            }

            @Override
            public int doWork(Instant now) {
                processes.advance();
                return 0;
            }
        };
    }
}
