package org.muster.agents.registrar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.muster.agents.runtime.Agent;
import org.muster.agents.runtime.Halves;
import org.muster.agents.runtime.SetAside;
import org.muster.agents.runtime.Subjects;
import org.muster.agents.runtime.Troubles;
import org.muster.catalogue.registration.Installation;
import org.muster.catalogue.registration.Registration;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.OutputsToRegister;
import org.muster.protocol.control.OutputsTurn;
import org.muster.protocol.control.RegisteredOutputs;
import org.muster.protocol.platform.PlatformClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Registers confirmed outputs in both catalogues and reads them back before it says so: first the datasets of all, side by side,
 * and then the outputs, in lanes of which each shares its calls. Every step may be repeated, so a step that was interrupted
 * anywhere is simply done again. An output that cannot be registered holds up no other.
 */
@Component
final class Registrar implements Agent {
    /** Outputs taken on in one step. */
    static final int MAX_OUTPUTS = 4 * OutputsTurn.MAX_OUTPUTS;
    /** Outputs that share their calls. */
    static final int LANE = MAX_OUTPUTS / Lanes.AT_ONCE;
    /** So many wait for no others. */
    static final int ENOUGH = 500;
    /** Lists that one step looks through for outputs whose time has come. */
    private static final int MAX_LISTS = 20;
    /** Workflows that one line of the log names. */
    private static final int MAX_TOLD = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    private final AllocatorClient allocator;
    private final Registration registration;
    private final Duration linger;
    private final Refusals refusals;
    private final Checksums checksums;
    private final Lanes lanes = new Lanes();
    private Optional<WorkflowId> lastTurn = Optional.empty();

    Registrar(
            Installation installation,
            RegistrarSettings settings,
            AllocatorClient allocator,
            PlatformClient platform,
            MetaCatClient metacat,
            RucioClient rucio,
            SetAside setAside) {
        this.linger = settings.linger();
        this.allocator = allocator;
        this.checksums = new Checksums(allocator);
        this.registration = new Registration(installation.names(), installation.keys(), platform, metacat, rucio);
        this.refusals = new Refusals(new Subjects<>(name(), setAside));
    }

    @Override
    public String name() {
        return "registrar";
    }

    @Override
    public int doWork(Instant now) {
        List<OutputToRegister> outputs = due(now);
        if (outputs.isEmpty() || gathering(outputs, now)) {
            return 0;
        }
        Map<Long, String> reasons = new ConcurrentSkipListMap<>();
        List<OutputToRegister> complete = checksums.complete(outputs, reasons);
        lanes.all(registration.preparations(catalogued(complete)));
        int registered = registerInLanes(
                complete.stream().filter(output -> !refusals.knows(output)).toList(), reasons);
        registered += register(complete.stream().filter(refusals::knows).toList(), reasons);
        refusals.settle(outputs, reasons, now);
        return registered;
    }

    /** Those whose time has come, of all workflows in turn, behind however many that wait for a next try. */
    private List<OutputToRegister> due(Instant now) {
        List<OutputToRegister> due = new ArrayList<>();
        Turns turns = new Turns(refusals.due(allocator.waitingOutputs(), now), lastTurn);
        for (int list = 0; list < MAX_LISTS && due.size() < MAX_OUTPUTS && !turns.over(); list++) {
            List<OutputsTurn> asked = turns.next(Math.min(OutputsTurn.MAX_OUTPUTS, MAX_OUTPUTS - due.size()));
            OutputsToRegister outputs = allocator.outputsToRegister(asked);
            outputs.unreadable().forEach(output -> refusals.unreadable(output, now));
            due.addAll(refusals.due(outputs.outputs()));
            turns.answered(asked, outputs.last());
        }
        lastTurn = turns.last();
        return due;
    }

    /** Few outputs wait for more, but not for long: a call for each would be a burden on both catalogues. */
    private boolean gathering(List<OutputToRegister> outputs, Instant now) {
        return outputs.size() < ENOUGH
                && outputs.stream()
                        .map(OutputToRegister::confirmedAt)
                        .noneMatch(confirmed -> confirmed.plus(linger).isBefore(now));
    }

    /** Stage by stage, because parents are declared before their children. */
    private int registerInLanes(List<OutputToRegister> outputs, Map<Long, String> reasons) {
        Map<Integer, List<OutputToRegister>> stages = outputs.stream()
                .sorted(Comparator.comparing(output -> output.stage().workflow()))
                .collect(Collectors.groupingBy(output -> output.stage().stage(), TreeMap::new, Collectors.toList()));
        AtomicInteger registered = new AtomicInteger();
        for (List<OutputToRegister> stage : stages.values()) {
            List<Runnable> pieces = new ArrayList<>();
            for (int from = 0; from < stage.size(); from += LANE) {
                List<OutputToRegister> lane = stage.subList(from, Math.min(stage.size(), from + LANE));
                pieces.add(() -> registered.addAndGet(register(lane, reasons)));
            }
            lanes.all(pieces);
        }
        return registered.get();
    }

    /** Everything in the same calls; what is refused then is found by halving. */
    private int register(List<OutputToRegister> outputs, Map<Long, String> reasons) {
        AtomicInteger registered = new AtomicInteger();
        Halves.each(
                outputs,
                some -> registered.addAndGet(registerAll(some, reasons)),
                (output, trouble) -> reasons.put(output.outputId(), Troubles.reason(trouble)));
        return registered.get();
    }

    /** What goes to a URL of the user's own is in no catalogue; there is nothing to do for it. */
    private static List<OutputToRegister> catalogued(List<OutputToRegister> outputs) {
        return outputs.stream()
                .filter(output -> output.destination() != OutputPattern.Destination.URL)
                .toList();
    }

    private int registerAll(List<OutputToRegister> outputs, Map<Long, String> reasons) {
        List<OutputToRegister> catalogued = catalogued(outputs);
        registration.register(catalogued);
        Map<Long, String> objections = registration.objections(catalogued);
        List<OutputToRegister> known = outputs.stream()
                .filter(output -> !objections.containsKey(output.outputId()))
                .toList();
        if (!known.isEmpty()) {
            allocator.registered(RegisteredOutputs.of(known));
            LOG.info(
                    "Registered {} outputs of {}",
                    known.size(),
                    outputs.stream()
                            .map(output -> output.stage().workflow().toString())
                            .distinct()
                            .sorted()
                            .limit(MAX_TOLD)
                            .collect(Collectors.joining(", ")));
        }
        reasons.putAll(objections);
        return known.size();
    }
}
