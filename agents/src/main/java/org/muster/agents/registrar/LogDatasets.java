package org.muster.agents.registrar;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioError;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.connectors.rucio.RuleTerms;
import org.muster.connectors.rucio.StorageElement;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes the datasets that log archives are put into, ahead of time: one for each writable disk and million seconds. */
@Component
final class LogDatasets implements Agent {
    static final String SCOPE = "justin-logs";
    /** Of one dataset, and of the rules that keep its logs. */
    static final long SPAN_SECONDS = 1_000_000;

    static final Duration LIFETIME = Duration.ofSeconds(4_000_000);
    /** This one and the next two. */
    private static final int AHEAD = 3;

    private static final Duration PAUSE = Duration.ofHours(1);
    /** While a storage makes trouble. */
    private static final Duration TROUBLED_PAUSE = Duration.ofMinutes(1);

    /** What Rucio says of a storage that our account has no share of. */
    private static final Set<RucioError> NOT_FOR_LOGS =
            Set.of(RucioError.ACCESS_DENIED, RucioError.ACCOUNT_LIMIT, RucioError.TOO_FEW_RSES);

    private static final Logger LOG = LoggerFactory.getLogger(LogDatasets.class);

    private final RucioClient rucio;
    private final Subjects<RseName> storages;
    private final Set<Did> made = new HashSet<>();

    LogDatasets(RucioClient rucio, SetAside setAside) {
        this.rucio = rucio;
        this.storages = new Subjects<>(name(), setAside);
    }

    @Override
    public String name() {
        return "log-datasets";
    }

    @Override
    public Duration every() {
        return storages.anyTroubled() ? TROUBLED_PAUSE : PAUSE;
    }

    @Override
    public int doWork(Instant now) {
        int fresh = 0;
        for (RseName name : rucio.storages().all()) {
            fresh += storages.attempt(name, now, () -> {
                StorageElement rse = rucio.storages().get(name);
                return rse.writable() && !rse.tape() ? ahead(name, now) : 0;
            });
        }
        return fresh;
    }

    private int ahead(RseName rse, Instant now) {
        List<Did> fresh = LongStream.range(0, AHEAD)
                .mapToObj(i -> name(now.plusSeconds(i * SPAN_SECONDS), rse))
                .filter(dataset -> !made.contains(dataset))
                .toList();
        if (fresh.isEmpty() || !make(fresh, rse)) {
            return 0;
        }
        made.addAll(fresh);
        return fresh.size();
    }

    static Did name(Instant time, RseName rse) {
        long begin = Math.floorDiv(time.getEpochSecond(), SPAN_SECONDS) * SPAN_SECONDS;
        return new Did(SCOPE, "logstgz-" + begin + "-" + rse);
    }

    /** A storage that may not be used for logs keeps no other from having its datasets. */
    private boolean make(List<Did> fresh, RseName rse) {
        try {
            rucio.inScope(SCOPE, () -> rucio.createDatasets(fresh));
            RuleTerms terms = new RuleTerms(
                    rucio.accounts().whoami(), 1, rse.value(), Optional.of(LIFETIME), Optional.of("Muster logs"));
            makeRules(fresh, terms);
            return true;
        } catch (RucioRefused e) {
            if (!NOT_FOR_LOGS.contains(e.error())) {
                throw e;
            }
            LOG.warn("No datasets for logs at {}: {}", rse, e.getMessage());
            return false;
        }
    }

    private void makeRules(List<Did> fresh, RuleTerms terms) {
        try {
            rucio.rules().addAll(fresh, terms);
        } catch (RucioRefused e) {
            // An earlier round made some of them.
            fresh.forEach(dataset -> rucio.rules().add(dataset, terms));
        }
    }
}
