package org.muster.webapp.rounds;

import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.http.ApiRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** One thread for each kind of round, from when the webapp is ready to its end: one that hangs holds up no other. */
@Component
class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final List<Round> rounds;
    private final ScheduledExecutorService threads;

    Rounds(List<Round> rounds) {
        this.rounds = rounds;
        this.threads = Executors.newScheduledThreadPool(rounds.size(), task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        for (Round round : rounds) {
            long pause = round.every().toMillis();
            ScheduledFuture<?> unused =
                    threads.scheduleWithFixedDelay(() -> goWhateverHappens(round), pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    private void goWhateverHappens(Round round) {
        Thread.currentThread().setName(round.name());
        try {
            round.go();
        } catch (ExternalSystemUnavailable | ApiRefused e) {
            LOG.debug("{} is done in a later round: {}", round.name(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} is done in a later round", round.name(), e);
        }
    }
}
