package org.muster.webapp.incidents;

import java.time.Duration;
import org.muster.webapp.rounds.Round;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A round for each part that tells its troubles: one that does not answer holds up no other. */
@Configuration
class PartRounds {
    private final Incidents incidents;
    private final TakeIncidents take;
    private final Duration interval;

    PartRounds(Incidents incidents, TakeIncidents take, @Value("${muster.troubles-every:30s}") Duration interval) {
        this.incidents = incidents;
        this.take = take;
        this.interval = interval;
    }

    @Bean
    Round troublesOfTheLedger(@Qualifier("ledgerTroubles") TroubledPart ledger) {
        return new PartTroubles(ledger, incidents, take, interval);
    }

    @Bean
    Round troublesOfTheEngine(@Qualifier("engineTroubles") TroubledPart engine) {
        return new PartTroubles(engine, incidents, take, interval);
    }
}
