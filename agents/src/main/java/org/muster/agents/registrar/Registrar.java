package org.muster.agents.registrar;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.muster.agents.runtime.Agent;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.MetaCatRefused;
import org.muster.connectors.registration.DatasetNames;
import org.muster.connectors.registration.Registration;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.rucio.RucioRefused;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.OutputPattern;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.RegisteredOutputs;
import org.muster.protocol.platform.PlatformClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Registers confirmed outputs in both catalogues and reads them back before it says so. Every step may be repeated, so a step
 * that was interrupted anywhere is simply done again.
 */
@Component
final class Registrar implements Agent {
    /** Outputs taken on in one step. */
    static final int MAX_OUTPUTS = 1000;
    /** So many wait for no others. */
    static final int ENOUGH = 500;
    /** Workflows that one line of the log names. */
    private static final int MAX_TOLD = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    private final AllocatorClient allocator;
    private final Registration registration;
    private final Duration linger;
    /** Told once: outputs that the catalogues contradict, and workflows that they refuse. */
    private final Set<Long> objected = new HashSet<>();

    private final Map<WorkflowId, String> refused = new HashMap<>();

    Registrar(
            RegistrarSettings settings,
            AllocatorClient allocator,
            PlatformClient platform,
            MetaCatClient metacat,
            RucioClient rucio) {
        this.linger = settings.linger();
        this.allocator = allocator;
        this.registration = new Registration(new DatasetNames(settings.instance()), platform, metacat, rucio);
    }

    @Override
    public String name() {
        return "registrar";
    }

    @Override
    public int doWork(Instant now) {
        List<OutputToRegister> outputs = allocator.outputsToRegister(MAX_OUTPUTS);
        if (outputs.isEmpty() || gathering(outputs, now)) {
            return 0;
        }
        Map<WorkflowId, List<OutputToRegister>> apart = new TreeMap<>();
        List<OutputToRegister> together = new ArrayList<>();
        for (OutputToRegister output : outputs) {
            WorkflowId workflow = output.stage().workflow();
            if (refused.containsKey(workflow)) {
                apart.computeIfAbsent(workflow, key -> new ArrayList<>()).add(output);
            } else {
                together.add(output);
            }
        }
        int registered = together(together);
        for (Map.Entry<WorkflowId, List<OutputToRegister>> entry : apart.entrySet()) {
            registered += register(entry.getKey(), entry.getValue());
        }
        return registered;
    }

    /** Few outputs wait for more, but not for long: a call for each would be a burden on both catalogues. */
    private boolean gathering(List<OutputToRegister> outputs, Instant now) {
        return outputs.size() < ENOUGH
                && outputs.stream()
                        .map(OutputToRegister::confirmedAt)
                        .noneMatch(confirmed -> confirmed.plus(linger).isBefore(now));
    }

    /** Everything in the same calls; what is refused then is found by going through it workflow by workflow. */
    private int together(List<OutputToRegister> outputs) {
        if (outputs.isEmpty()) {
            return 0;
        }
        try {
            return register(outputs);
        } catch (MetaCatRefused | RucioRefused e) {
            LOG.debug("A batch is refused: {}", e.getMessage());
        }
        int registered = 0;
        Map<WorkflowId, List<OutputToRegister>> byWorkflow = outputs.stream()
                .collect(Collectors.groupingBy(output -> output.stage().workflow(), TreeMap::new, Collectors.toList()));
        for (Map.Entry<WorkflowId, List<OutputToRegister>> entry : byWorkflow.entrySet()) {
            registered += register(entry.getKey(), entry.getValue());
        }
        return registered;
    }

    /** What the catalogues refuse of one workflow holds up no other. */
    private int register(WorkflowId workflow, List<OutputToRegister> outputs) {
        try {
            int registered = register(outputs);
            refused.remove(workflow);
            return registered;
        } catch (MetaCatRefused | RucioRefused e) {
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(refused.put(workflow, reason))) {
                LOG.error("Outputs of {} cannot be registered: {}", workflow, reason);
            }
            return 0;
        }
    }

    private int register(List<OutputToRegister> outputs) {
        List<OutputToRegister> catalogued = outputs.stream()
                .filter(output -> output.destination() != OutputPattern.Destination.URL)
                .toList();
        registration.register(catalogued);
        List<Long> known = confirmed(catalogued);
        // What goes to a URL of the user's own is in no catalogue; there is nothing to do for it.
        outputs.stream()
                .filter(output -> output.destination() == OutputPattern.Destination.URL)
                .forEach(output -> known.add(output.outputId()));
        if (!known.isEmpty()) {
            allocator.registered(new RegisteredOutputs(known));
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
        return known.size();
    }

    private List<Long> confirmed(List<OutputToRegister> outputs) {
        List<Long> known = new ArrayList<>();
        Map<Long, String> objections = registration.objections(outputs);
        for (OutputToRegister output : outputs) {
            String objection = objections.get(output.outputId());
            if (objection == null) {
                known.add(output.outputId());
                objected.remove(output.outputId());
            } else if (objected.add(output.outputId())) {
                LOG.error("{} is not registered: {}", output.did(), objection);
            }
        }
        return known;
    }
}
