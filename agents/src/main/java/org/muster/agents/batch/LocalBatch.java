package org.muster.agents.batch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.SetAside;
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
                jobs, LocalProcesses.inTurn(sites(settings.sites()), settings.slots()), isolation, clock);
    }

    /** All that is wrong with them is said at once, and the others are used. */
    static List<SiteName> sites(List<String> names) {
        List<SiteName> sites = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String name : names) {
            try {
                sites.add(new SiteName(name));
            } catch (IllegalArgumentException e) {
                refused.add(String.valueOf(e.getMessage()));
            }
        }
        if (sites.isEmpty()) {
            throw new IllegalStateException("muster.batch.sites names no site: " + String.join("; ", refused));
        }
        if (!refused.isEmpty()) {
            LOG.error("muster.batch.sites: {} left out: {}", refused.size(), String.join("; ", refused));
        }
        return List.copyOf(sites);
    }

    /** The directory of all jobs lies in the platform's own. */
    private static List<Path> hidden(Path jobs) {
        return Stream.ofNullable(jobs.getParent()).toList();
    }

    @Bean
    Agent localJobs(LocalProcesses processes, SetAside setAside) {
        return new LocalJobs(processes, setAside);
    }
}
