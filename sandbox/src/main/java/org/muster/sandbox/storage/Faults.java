package org.muster.sandbox.storage;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The faults that are switched on, at most one per RSE. They do not outlive the process. */
@Component
final class Faults {

    private final Map<String, Fault> byRse = new ConcurrentHashMap<>();

    Optional<Fault> of(String rse) {
        return Optional.ofNullable(byRse.get(rse));
    }

    void set(String rse, Fault fault) {
        byRse.put(rse, fault);
    }

    void clear(String rse) {
        byRse.remove(rse);
    }
}
