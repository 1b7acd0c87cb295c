package org.muster.agents.batch;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.muster.agents.runtime.Agent;
import org.muster.connectors.batch.Isolation;
import org.muster.connectors.batch.LocalProcesses;
import org.muster.domain.site.SiteName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Jobs as processes of this machine. */
@Configuration(proxyBeanMethods = false)
class LocalBatch {
    private static final Logger LOG = LoggerFactory.getLogger(LocalBatch.class);

    @Bean
    LocalProcesses batchSystem(BatchSettings settings, Clock clock) {
        Path jobs = settings.jobsDir().toAbsolutePath().normalize();
        Isolation isolation = Isolation.find(settings.python(), hidden(jobs), settings.scratchDir());
        LOG.info("{}", isolation.words());
        return new LocalProcesses(
                jobs,
                LocalProcesses.inTurn(
                        settings.sites().stream().map(SiteName::new).toList(), settings.slots()),
                isolation,
                clock);
    }

    /** The directory of all jobs lies in the platform's own. */
    private static List<Path> hidden(Path jobs) {
        return Stream.ofNullable(jobs.getParent()).toList();
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
