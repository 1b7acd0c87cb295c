package org.muster.agents.finder;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** The threads on which input queries are answered. */
@Configuration(proxyBeanMethods = false)
class FindingThreads {
    /** Findings side by side. Each may hold a list of {@link InputList#MAX_FILES} names in memory. */
    static final int AT_ONCE = 4;

    @Bean(defaultCandidate = false, destroyMethod = "shutdownNow")
    ExecutorService findings() {
        return Executors.newFixedThreadPool(AT_ONCE, new CustomizableThreadFactory("agent-input-finder-"));
    }
}
