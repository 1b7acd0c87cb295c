package org.muster.webapp.inputs;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.MetaCatRefused;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.webapp.identity.CatalogueTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Whether the catalogues answer, for the banner of every page. Pages never wait for it: they show what was seen last. */
@Component
public class CatalogueWatch {
    /** Between two looks; nobody looks while nobody reads a page. */
    static final Duration INTERVAL = Duration.ofSeconds(15);
    /** An answer that takes longer is worth a word. */
    static final Duration SLOW = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(CatalogueWatch.class);
    private static final String RUCIO = "Rucio";
    private static final String METACAT = "MetaCat";
    private static final Map<String, String> CONSEQUENCES = Map.of(
            RUCIO,
            "Files whose replicas are known go on to jobs. Look-ups of new replicas, registration of outputs and closing of datasets wait.",
            METACAT,
            "Jobs go on, and so do counter files and Rucio datasets. New queries for inputs and registration of outputs wait.");

    private final Runnable askRucio;
    private final Runnable askMetacat;
    private final Clock clock;
    private final ExecutorService looking = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "catalogue-watch");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final Map<String, Seen> trouble = new ConcurrentHashMap<>();
    private volatile Instant looked = Instant.MIN;

    private record Seen(String what, Instant since) {}

    @Autowired
    CatalogueWatch(CatalogueSettings settings, CatalogueTokens catalogues, Clock clock) {
        this(
                settings.access().rucio(catalogues.tokens(), clock, InputDoor.HASTY),
                settings.access().metacat(catalogues.tokens(), clock, InputDoor.HASTY),
                clock);
    }

    private CatalogueWatch(RucioClient rucio, MetaCatClient metacat, Clock clock) {
        this(rucio::version, metacat::version, clock);
    }

    CatalogueWatch(Runnable askRucio, Runnable askMetacat, Clock clock) {
        this.askRucio = askRucio;
        this.askMetacat = askMetacat;
        this.clock = clock;
    }

    /** What to tell people; empty if all is well, or if nobody has looked yet. */
    public List<String> banners() {
        if (looked.plus(INTERVAL).isBefore(clock.instant()) && underWay.compareAndSet(false, true)) {
            looking.execute(this::look);
        }
        List<String> banners = new ArrayList<>();
        for (String system : List.of(RUCIO, METACAT)) {
            Optional.ofNullable(trouble.get(system))
                    .ifPresent(seen -> banners.add(String.format(
                            Locale.ROOT,
                            "%s %s since %s. %s",
                            system,
                            seen.what(),
                            seen.since().truncatedTo(ChronoUnit.SECONDS),
                            CONSEQUENCES.get(system))));
        }
        return banners;
    }

    /** One look at both. */
    void look() {
        try {
            look(RUCIO, askRucio);
            look(METACAT, askMetacat);
            looked = clock.instant();
        } finally {
            underWay.set(false);
        }
    }

    private void look(String system, Runnable question) {
        Instant begun = clock.instant();
        Optional<String> wrong = Optional.empty();
        try {
            question.run();
            if (Duration.between(begun, clock.instant()).compareTo(SLOW) > 0) {
                wrong = Optional.of("answers slowly");
            }
        } catch (ExternalSystemUnavailable e) {
            wrong = Optional.of("does not answer");
        } catch (RucioRefused | MetaCatRefused e) {
            wrong = Optional.of("refuses to talk to us");
        } catch (RuntimeException e) {
            LOG.error("{} answered what nobody expected", system, e);
            wrong = Optional.of("answers what nobody expected");
        }
        if (wrong.isEmpty()) {
            trouble.remove(system);
        } else {
            String what = wrong.get();
            trouble.compute(
                    system, (key, known) -> known != null && known.what().equals(what) ? known : new Seen(what, begun));
        }
    }

    @PreDestroy
    void stop() {
        looking.shutdownNow();
    }
}
