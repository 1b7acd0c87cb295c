package org.muster.agents.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.muster.domain.failure.GrowingPause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The subjects of one loop, each with trouble of its own only: one that fails is tried again with growing pauses and then set
 * aside, and all others go on. It stays in turn while it is set aside; the first success ends that.
 */
public final class Subjects<K> {
    /** Failures in a row after which a subject is set aside: a minute, in which a catalogue may have come to itself. */
    static final int TRIES = 4;

    static final GrowingPause PAUSE = new GrowingPause(Duration.ofSeconds(5), 3, Duration.ofMinutes(10));

    private static final Logger LOG = LoggerFactory.getLogger(Subjects.class);

    private final String source;
    private final SetAside setAside;
    private final Function<K, String> naming;
    private final Map<K, Trouble> troubled = new ConcurrentHashMap<>();

    private record Trouble(int failures, Instant next) {
        static Trouble of(int failures, Instant now) {
            return new Trouble(failures, now.plus(PAUSE.after(failures)));
        }
    }

    /** @param source the loop's name in what people read */
    public Subjects(String source, SetAside setAside) {
        this(source, setAside, String::valueOf);
    }

    public Subjects(String source, SetAside setAside, Function<K, String> naming) {
        this.source = source;
        this.setAside = setAside;
        this.naming = naming;
        setAside.speaksFor(source);
    }

    /** Whether its pause is over, or a person said to try again. */
    public boolean due(K subject, Instant now) {
        Trouble trouble = troubled.get(subject);
        return trouble == null || !now.isBefore(trouble.next) || setAside.answered(source, naming.apply(subject));
    }

    /**
     * Does this if its time has come.
     *
     * @return how much was done; nothing if it failed or still has to wait
     * @throws RuntimeException an outage, which is nobody's trouble alone
     */
    public int attempt(K subject, Instant now, IntSupplier work) {
        if (!due(subject, now)) {
            return 0;
        }
        try {
            int done = work.getAsInt();
            succeeded(subject);
            return done;
        } catch (RuntimeException e) {
            failed(subject, now, e);
            return 0;
        }
    }

    public void attempt(K subject, Instant now, Runnable work) {
        attempt(subject, now, () -> {
            work.run();
            return 1;
        });
    }

    /** @throws RuntimeException the same, if it is an outage */
    public void failed(K subject, Instant now, RuntimeException trouble) {
        if (Troubles.outage(trouble)) {
            throw trouble;
        }
        LOG.debug("{}: {}", source, naming.apply(subject), trouble);
        failed(subject, now, Troubles.reason(trouble));
    }

    public void failed(K subject, Instant now, String reason) {
        Trouble trouble =
                troubled.merge(subject, Trouble.of(1, now), (before, first) -> Trouble.of(before.failures() + 1, now));
        String name = naming.apply(subject);
        if (trouble.failures() == 1) {
            LOG.warn("{} failed for {} and tries again: {}", source, name, reason);
        }
        if (trouble.failures() == TRIES) {
            LOG.error("{} sets {} aside after {} failures: {}", source, name, TRIES, reason);
        }
        if (trouble.failures() >= TRIES) {
            setAside.begin(source, name, reason);
        }
    }

    public void succeeded(K subject) {
        String name = naming.apply(subject);
        if (troubled.remove(subject) != null) {
            LOG.info("{} works again for {}", source, name);
        }
        setAside.over(source, name);
    }

    public boolean anyTroubled() {
        return !troubled.isEmpty();
    }

    /** The others are no more, and nobody's trouble. */
    public void keepOnly(Collection<K> subjects) {
        Set<K> kept = new HashSet<>(subjects);
        setAside.inTurn(source, kept.size());
        troubled.keySet().retainAll(kept);
        setAside.keepOnly(source, kept.stream().map(naming).collect(Collectors.toSet()));
    }
}
