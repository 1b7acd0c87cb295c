package org.muster.agents.reconciler;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.catalogue.registration.DatasetNames;
import org.muster.catalogue.registration.Installation;
import org.muster.catalogue.registration.OutputRules;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.protocol.platform.WorkflowRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Goes round all output datasets again and again and tells the webapp where ledger and catalogues differ in two rounds. It
 * changes nothing: people decide about the list that becomes of it.
 */
@Component
final class Reconciler implements Agent {
    /** Workflows that are gone through side by side, a page of each in turn, so that a large one holds up few others. */
    static final int SIDE_BY_SIDE = 4;
    /** Workflows asked for in one call. */
    private static final int WORKFLOWS = 100;

    private static final Set<WorkflowState> WITH_OUTPUTS = Set.of(
            WorkflowState.RUNNING,
            WorkflowState.PAUSED,
            WorkflowState.CHECKING,
            WorkflowState.FINISHING,
            WorkflowState.FINISHED);

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final ReconcilerSettings settings;
    private final Subjects<WorkflowId> workflows;
    private final PlatformClient platform;
    private final WorkflowLook.Sources sources;
    private final BareOutputs bare;
    /** When each difference that was there in the last round was first seen. */
    private final Map<String, Instant> since = new HashMap<>();

    private Optional<DatasetRound> current = Optional.empty();
    private Instant next = Instant.MIN;

    Reconciler(
            Installation installation,
            ReconcilerSettings settings,
            AllocatorClient allocator,
            PlatformClient platform,
            MetaCatClient metacat,
            RucioClient rucio,
            SetAside setAside) {
        this.settings = settings;
        this.workflows = new Subjects<>(name(), setAside);
        this.platform = platform;
        this.bare = new BareOutputs(setAside);
        DatasetNames names = installation.names();
        this.sources = new WorkflowLook.Sources(
                allocator,
                names,
                new DatasetContent.Reader(metacat, rucio, allocator),
                new Comparison(names, installation.keys(), metacat, rucio),
                new OutputRules(rucio));
    }

    @Override
    public String name() {
        return "reconciler";
    }

    /** One page of one workflow in a cycle: the catalogues have other work too. */
    @Override
    public int doWork(Instant now) {
        if (current.isEmpty() && now.isBefore(next)) {
            return 0;
        }
        DatasetRound round = current.orElseGet(DatasetRound::new);
        current = Optional.of(round);
        takeOn(round);
        WorkflowLook look = round.looks.peek();
        if (look == null) {
            tell(round, now);
            workflows.keepOnly(round.workflows);
            current = Optional.empty();
            next = now.plus(settings.interval());
        } else {
            step(look, round, now);
        }
        return 0;
    }

    /** A workflow that cannot be compared is left out of the round, which then is not a whole one. */
    private void step(WorkflowLook look, DatasetRound round, Instant now) {
        boolean[] more = {false};
        int compared = workflows.attempt(look.workflow(), now, () -> {
            more[0] = !look.step(round, now);
            return 1;
        });
        round.looks.remove();
        if (more[0]) {
            round.looks.add(look);
        }
        if (compared == 0) {
            round.incomplete();
        } else if (!more[0]) {
            round.looked.add(look.workflow());
        }
    }

    private void takeOn(DatasetRound round) {
        while (round.looks.size() < SIDE_BY_SIDE && !round.allTaken) {
            Page<WorkflowRow> page =
                    platform.workflows(Map.of("after", round.after, "limit", Integer.toString(WORKFLOWS)));
            page.rows().stream()
                    .filter(row -> WITH_OUTPUTS.contains(row.state()))
                    .forEach(row -> {
                        round.workflows.add(row.workflow());
                        round.looks.add(new WorkflowLook(row.workflow(), sources));
                    });
            round.after = page.next().orElse("");
            round.allTaken = page.next().isEmpty();
        }
    }

    /** Told is what an earlier round has seen already, long enough ago: a round may take longer than anything needs to settle. */
    private void tell(DatasetRound round, Instant now) {
        Map<String, Discrepancy> found = round.found();
        since.keySet().retainAll(found.keySet());
        List<Discrepancy> settled = found.values().stream()
                .filter(wrong -> seenBefore(wrong, now.minus(settings.settle())))
                .toList();
        found.values().forEach(wrong -> since.putIfAbsent(wrong.fingerprint(), wrong.seenAt()));
        if (!settled.isEmpty()) {
            LOG.warn(
                    "Ledger and catalogues differ in {} places, among {} files in {} datasets",
                    settled.size(),
                    round.files(),
                    round.datasets());
        }
        bare.tell(round.bare);
        bare.mended(round.bare, round.looked);
        if (round.whole()) {
            bare.keepOnly(round.bare);
        }
        boolean whole = round.whole() && settled.size() == found.size();
        platform.propose(new ReconciliationReport(round.datasets(), round.files(), whole, settled));
    }

    private boolean seenBefore(Discrepancy wrong, Instant latest) {
        Instant first = since.get(wrong.fingerprint());
        return first != null && !first.isAfter(latest);
    }
}
