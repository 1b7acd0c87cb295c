package org.muster.agents.finder;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.muster.agents.runtime.Agent;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.MetaCatRefused;
import org.muster.connectors.rucio.DidEntry;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.InputQuery;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.PlatformClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Answers the input queries of workflows. A query that cannot be answered pauses its workflow and holds up no other. */
@Component
final class InputFinder implements Agent {
    /** A refused query is tried again after this, in case its author or the catalogue has changed. */
    static final Duration REFUSED_FOR = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(InputFinder.class);

    private final AllocatorClient allocator;
    private final PlatformClient platform;
    private final MetaCatClient metacat;
    private final RucioClient rucio;
    private final Map<WorkflowId, Instant> refused = new HashMap<>();

    InputFinder(AllocatorClient allocator, PlatformClient platform, MetaCatClient metacat, RucioClient rucio) {
        this.allocator = allocator;
        this.platform = platform;
        this.metacat = metacat;
        this.rucio = rucio;
    }

    @Override
    public String name() {
        return "input-finder";
    }

    @Override
    public int doWork(Instant now) {
        List<InputQuery> queries = allocator.inputQueries();
        refused.keySet().retainAll(queries.stream().map(InputQuery::workflow).collect(Collectors.toSet()));
        int answered = 0;
        Optional<ExternalSystemUnavailable> outage = Optional.empty();
        for (InputQuery query : queries) {
            if (now.isBefore(refused.getOrDefault(query.workflow(), Instant.MIN))) {
                continue;
            }
            try {
                answered += answer(query, now);
            } catch (ExternalSystemUnavailable e) {
                outage = Optional.of(e);
            }
        }
        if (outage.isPresent()) {
            throw outage.get();
        }
        return answered;
    }

    private int answer(InputQuery query, Instant now) {
        try {
            int files = find(query);
            refused.remove(query.workflow());
            LOG.info("{} has {} input files", query.workflow(), files);
            return 1;
        } catch (MetaCatRefused | RucioRefused | ApiRefused | IllegalArgumentException e) {
            refused.put(query.workflow(), now.plus(REFUSED_FOR));
            LOG.warn("{}: the input query is refused: {}", query.workflow(), e.getMessage());
            pause(query, String.valueOf(e.getMessage()));
            return 0;
        }
    }

    private int find(InputQuery query) {
        InputMql inputs = InputMql.parse(query.mql());
        if (inputs instanceof InputMql.Counters counters) {
            allocator.counters(query.stage(), counters.count());
            return counters.count();
        }
        Intake intake = new Intake(allocator, query.stage());
        if (inputs instanceof InputMql.RucioDataset dataset) {
            rucio.files(dataset.did(), (DidEntry file) -> intake.add(file.did(), file.bytes()));
        } else if (inputs instanceof InputMql.Query mql) {
            metacat.query(mql.mql(), file -> intake.add(file.did(), file.sizeBytes()));
        }
        intake.flush();
        allocator.inputsFound(query.workflow());
        return intake.files();
    }

    private void pause(InputQuery query, String why) {
        try {
            platform.pause(query.workflow(), "The input query cannot be answered. " + why);
        } catch (ApiRefused e) {
            if (e.status() != 404 && e.status() != 409) {
                throw e;
            }
            LOG.debug("{} is not paused: {}", query.workflow(), e.getMessage());
        }
    }
}
