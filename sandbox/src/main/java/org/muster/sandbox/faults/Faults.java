package org.muster.sandbox.faults;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The faults that are switched on, at most one per target. They do not outlive the process. */
@Component
public final class Faults {
    /** Targets besides the storage of each RSE. */
    public static final String RUCIO = "rucio";

    public static final String METACAT = "metacat";
    public static final String TRANSFERS = "transfers";

    private final Map<String, Switched> byTarget = new ConcurrentHashMap<>();

    private record Switched(Fault fault, int times) {}

    /** What is wrong with this request. It counts as one of the times that the fault was switched on for. */
    public Optional<Fault> of(String target, String path) {
        Fault[] now = new Fault[1];
        byTarget.computeIfPresent(target, (name, on) -> {
            if (!path.contains(on.fault().path())) {
                return on;
            }
            now[0] = on.fault();
            return on.times() == 1 ? null : new Switched(on.fault(), Math.max(0, on.times() - 1));
        });
        return Optional.ofNullable(now[0]);
    }

    /** @param times requests that it lasts for; 0 until it is switched off */
    public void set(String target, Fault fault, int times) {
        byTarget.put(target, new Switched(fault, times));
    }

    public void clear(String target) {
        byTarget.remove(target);
    }
}
