package org.muster.webapp.inputs;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.muster.catalogue.inputs.InputCheck;
import org.muster.catalogue.inputs.InputCheck.Objection;
import org.muster.connectors.metacat.MetaCatRefused;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.connectors.transport.Breaker;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.webapp.identity.CatalogueTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Looks at the inputs of a workflow before it is accepted. A catalogue that is away refuses nobody: the finder asks again and
 * pauses the workflow if need be.
 */
@Component
public class InputDoor {
    /** Somebody waits for the answer. */
    static final TrafficLimits HASTY = new TrafficLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            1,
            Duration.ofMillis(100),
            Duration.ofMillis(100),
            4,
            Breaker.DEFAULT);

    private static final Logger LOG = LoggerFactory.getLogger(InputDoor.class);

    private final InputCheck check;

    InputDoor(CatalogueSettings settings, CatalogueTokens catalogues, Clock clock) {
        this.check = new InputCheck(
                settings.access().rucio(catalogues.tokens(), clock, HASTY),
                settings.access().metacat(catalogues.tokens(), clock, HASTY));
    }

    /** How many files the inputs are; empty if it cannot be told now. */
    public OptionalLong files(String mql) {
        try {
            return OptionalLong.of(check.files(mql));
        } catch (ExternalSystemUnavailable | RucioRefused | MetaCatRefused e) {
            LOG.warn("Inputs are accepted uncounted: {}", e.getMessage());
            return OptionalLong.empty();
        }
    }

    /** What is wrong; empty if nothing is, or if it cannot be told now. */
    public Optional<Objection> objection(String mql) {
        try {
            return check.objection(mql);
        } catch (ExternalSystemUnavailable | RucioRefused | MetaCatRefused e) {
            LOG.warn("Inputs are accepted unseen: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
