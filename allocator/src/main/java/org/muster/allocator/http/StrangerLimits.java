package org.muster.allocator.http;

import java.time.Duration;
import java.util.Set;

/**
 * What strangers may take at most: anybody can open a connection and begin a request.
 *
 * @param bodyBytes of all bodies together that are read or worked on
 * @param connections of all together
 * @param connectionsOfAddress from one address; a site behind one router comes from one address
 * @param patience from connecting, or the last answer, to a whole head; and again to a whole body and its answer
 * @param linger for which somebody who is turned away may go on sending, and read the answer. His share of the budget is not
 *     free before, however soon he hangs up: who comes again at once to be turned away again would keep the processors busy
 *     with reading
 * @param proxies addresses of Muster's own proxies, which say on whose behalf they come
 */
public record StrangerLimits(
        long bodyBytes,
        int connections,
        int connectionsOfAddress,
        Duration patience,
        Duration linger,
        Set<String> proxies) {
    /** What a connection takes, with a request of which half has come. */
    private static final int BYTES_OF_CONNECTION = 32 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final int MOST_CONNECTIONS = 16_384;
    private static final int MOST_OF_ADDRESS = 8_192;

    /** A body is copied once when it grows, and once when it is read. */
    private static final int BODIES_IN_HEAP = 8;

    public StrangerLimits {
        proxies = Set.copyOf(proxies);
    }

    /** As much as this process can hold. */
    public static StrangerLimits ofHeap(long heapBytes) {
        int connections = (int) Math.max(1_000, Math.min(MOST_CONNECTIONS, heapBytes / BYTES_OF_CONNECTION));
        return new StrangerLimits(
                heapBytes / BODIES_IN_HEAP,
                connections,
                Math.min(MOST_OF_ADDRESS, connections / 2),
                PATIENCE,
                LINGER,
                Set.of());
    }
}
