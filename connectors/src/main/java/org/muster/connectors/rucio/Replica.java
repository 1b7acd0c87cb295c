package org.muster.connectors.rucio;

import org.muster.domain.storage.RseName;

/**
 * One way to read one copy of a file.
 *
 * @param domain {@code lan} or {@code wan}
 * @param priority 1 is best
 * @param tape whether it lies on tape: it must be recalled before it can be read
 */
public record Replica(String pfn, RseName rse, String domain, int priority, boolean tape) {
    public boolean lan() {
        return domain.equals("lan");
    }
}
