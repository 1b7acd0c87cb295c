package org.muster.agents;

import java.time.Clock;
import org.muster.catalogue.connections.Connections;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** All agents in one process. It keeps no state of its own that matters: every agent finds out where it stands by asking. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(Connections.class)
public class AgentsApplication {
    public static void main(String[] args) {
        SpringApplication.run(AgentsApplication.class, args);
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
