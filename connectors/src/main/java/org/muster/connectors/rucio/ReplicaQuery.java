package org.muster.connectors.rucio;

import java.util.List;

/**
 * Which replicas are wanted.
 *
 * @param schemes e.g. {@code root}; empty for every storage's best protocol
 * @param domain {@code lan}, {@code wan} or {@code all}
 * @param rseExpression empty for every storage; one that matches no storage is refused
 */
public record ReplicaQuery(List<String> schemes, String domain, String rseExpression) {
    public static final ReplicaQuery ALL = new ReplicaQuery(List.of(), "all", "");

    public ReplicaQuery {
        schemes = List.copyOf(schemes);
    }
}
