package org.muster.agents.finder;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.agents.runtime.Troubles;
import org.muster.catalogue.inputs.InputCheck;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.MetaCatRefused;
import org.muster.connectors.rucio.DidEntry;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.domain.input.InputSource;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.InputQuery;
import org.muster.protocol.http.ApiRefused;
import org.muster.protocol.platform.Incident;
import org.muster.protocol.platform.InputManifest;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.SampleFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Answers the input queries of workflows: each list is read whole, handed to the allocator, and put on record. A query that
 * cannot be answered pauses its workflow and holds up no other.
 */
@Component
final class InputFinder implements Agent {
    private static final Logger LOG = LoggerFactory.getLogger(InputFinder.class);

    private final AllocatorClient allocator;
    private final PlatformClient platform;
    private final MetaCatClient metacat;
    private final RucioClient rucio;
    private final InputCheck check;
    private final Passes passes;
    private final Findings findings;
    private final Subjects<WorkflowId> workflows;

    InputFinder(
            AllocatorClient allocator,
            PlatformClient platform,
            MetaCatClient metacat,
            RucioClient rucio,
            @Qualifier("findings") Executor threads,
            SetAside setAside) {
        this.workflows = new Subjects<>(name(), setAside);
        this.allocator = allocator;
        this.platform = platform;
        this.metacat = metacat;
        this.rucio = rucio;
        this.check = new InputCheck(rucio, metacat);
        this.passes = new Passes(platform);
        this.findings = new Findings(threads);
    }

    @Override
    public String name() {
        return "input-finder";
    }

    @Override
    public int doWork(Instant now) {
        Set<WorkflowId> underWay = findings.underWay();
        List<InputQuery> queries = allocator.inputQueries();
        Set<WorkflowId> open = queries.stream().map(InputQuery::workflow).collect(Collectors.toSet());
        workflows.keepOnly(open);
        passes.keepOnly(open);
        for (InputQuery query : queries) {
            if (!underWay.contains(query.workflow())
                    && workflows.due(query.workflow(), now)
                    && passes.due(query, now)) {
                findings.begin(query.workflow(), () -> answer(query, now));
            }
        }
        return findings.ended();
    }

    private void answer(InputQuery query, Instant now) {
        try {
            InputManifest found = find(query, now);
            workflows.succeeded(query.workflow());
            LOG.info(
                    "{} has {} input files, {} in pass {}",
                    query.workflow(),
                    found.files(),
                    found.status().name().toLowerCase(Locale.ROOT),
                    found.pass());
        } catch (RuntimeException e) {
            workflows.failed(query.workflow(), now, e);
            if (theAuthors(e)) {
                pause(query, Troubles.reason(e));
            }
        }
    }

    /** No later try will be better; anything else has to fail a few times before the workflow is paused. */
    private static boolean theAuthors(RuntimeException trouble) {
        return trouble instanceof IllegalArgumentException
                || trouble instanceof RucioRefused
                || (trouble instanceof MetaCatRefused refused && refused.status() < 500);
    }

    private InputManifest find(InputQuery query, Instant now) {
        check.objection(query.mql()).ifPresent(objection -> {
            throw new IllegalArgumentException(objection.message());
        });
        InputList files = list(query);
        int pass = passes.number(query);
        InputManifest.Status status = Passes.status(query, now);
        InputManifest manifest = files.manifest(query.mql(), now, pass, status);
        if (InputSource.parse(query.mql()) instanceof InputSource.Counters counters) {
            // Making them ends the finding, after which nobody would ask for the manifest.
            tell(query, manifest);
            allocator.counters(query.stage(), counters.count());
        } else {
            files.handTo(allocator, query.stage());
            tell(query, manifest);
            if (status == InputManifest.Status.FROZEN) {
                allocator.inputsFound(query.workflow());
            }
        }
        passes.done(query, pass, now);
        return manifest;
    }

    private InputList list(InputQuery asked) {
        InputList files = new InputList();
        InputSource source = InputSource.parse(asked.mql());
        if (source instanceof InputSource.Counters counters) {
            files.addCounters(asked.workflow(), counters.count());
        } else if (source instanceof InputSource.RucioDataset dataset) {
            rucio.files(dataset.did(), (DidEntry file) -> files.add(file.did(), file.bytes()), files::skip);
        } else if (source instanceof InputSource.SampleSlice slice) {
            addSlice(slice, files);
        } else if (source instanceof InputSource.Query query) {
            metacat.query(query.mql(), file -> files.add(file.did(), file.sizeBytes()), files::skip);
        }
        return files;
    }

    /** What was frozen once is asked of no catalogue again. */
    private void addSlice(InputSource.SampleSlice slice, InputList files) {
        List<SampleFile> found = platform.sampleFiles(slice.campaign(), slice.sample(), slice.skip(), slice.limit());
        if (found.size() != slice.limit()) {
            throw new IllegalArgumentException("the sample has " + found.size() + " of these files");
        }
        found.forEach(file -> files.add(file.did(), file.bytes()));
    }

    private void tell(InputQuery query, InputManifest manifest) {
        try {
            platform.found(query.workflow(), manifest);
        } catch (ApiRefused e) {
            // A webapp that does not know the workflow must not keep its files from running.
            LOG.warn("{}: the input manifest is not kept: {}", query.workflow(), e.getMessage());
        }
    }

    private void pause(InputQuery query, String why) {
        try {
            String reason = "The input query cannot be answered. " + why;
            platform.pause(query.workflow(), reason.substring(0, Math.min(reason.length(), Incident.MAX_REASON)));
        } catch (ApiRefused e) {
            LOG.info("{} is not paused: {}", query.workflow(), e.getMessage());
        }
    }
}
