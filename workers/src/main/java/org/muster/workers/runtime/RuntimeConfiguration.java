package org.muster.workers.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.muster.catalogue.connections.Addresses;
import org.muster.domain.identity.Surface;
import org.muster.protocol.platform.PlatformClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RuntimeConfiguration {
    @Bean("subjects")
    StuckTasks stuckTasks(PlatformClient platform) {
        return new StuckTasks(platform);
    }

    @Bean
    EngineConnection engineConnection(
            RuntimeSettings settings,
            List<TaskHandler> handlers,
            Addresses addresses,
            StuckTasks stuck,
            Clock clock,
            MeterRegistry meters) {
        return new EngineConnection(
                settings, handlers, addresses.account(clock).to(Surface.ENGINE), stuck, clock, meters);
    }
}
