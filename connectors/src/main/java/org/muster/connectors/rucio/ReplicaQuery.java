package org.muster.connectors.rucio;

import java.util.List;
import java.util.Optional;

/**
 * Which replicas are wanted.
 *
 * @param schemes e.g. {@code root}; empty for every storage's best protocol
 * @param domain {@code lan}, {@code wan} or {@code all}
 * @param rseExpression of the storages, unless it is every one; one that matches no storage is refused
 */
public record ReplicaQuery(List<String> schemes, String domain, Optional<String> rseExpression) {
    public static final ReplicaQuery ALL = new ReplicaQuery(List.of(), "all", Optional.empty());

    public ReplicaQuery {
        schemes = List.copyOf(schemes);
    }
}
