package org.muster.catalogue.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.domain.data.Did;
import org.muster.protocol.control.OutputToRegister;

/** Puts outputs into an order in which parents are declared before their children. */
final class Waves {
    private Waves() {}

    /** Each wave only has parents in earlier ones, or elsewhere. Outputs that are each other's parents come last, together. */
    static List<List<OutputToRegister>> of(List<OutputToRegister> outputs) {
        List<List<OutputToRegister>> waves = new ArrayList<>();
        List<OutputToRegister> waiting = new ArrayList<>(outputs);
        while (!waiting.isEmpty()) {
            Set<Did> undeclared = waiting.stream().map(OutputToRegister::did).collect(Collectors.toSet());
            List<OutputToRegister> wave = waiting.stream()
                    .filter(output -> output.parents().stream().noneMatch(undeclared::contains))
                    .toList();
            if (wave.isEmpty()) {
                wave = List.copyOf(waiting);
            }
            waves.add(wave);
            waiting.removeAll(wave);
        }
        return waves;
    }
}
