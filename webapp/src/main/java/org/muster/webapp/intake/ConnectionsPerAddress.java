package org.muster.webapp.intake;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the connections of each address; those that have ended are noticed at the next recount. */
final class ConnectionsPerAddress {
    static final ConnectionsPerAddress UNLIMITED = new ConnectionsPerAddress(Integer.MAX_VALUE, address -> true);

    /** Proxies, and this machine: many people and programs come from there. */
    interface Exempt {
        boolean includes(InetAddress address);
    }

    private final int most;
    private final Exempt exempt;
    private volatile Map<InetAddress, Integer> counts = Map.of();

    ConnectionsPerAddress(int most, Exempt exempt) {
        this.most = most;
        this.exempt = exempt;
        this.counts = new ConcurrentHashMap<>();
    }

    boolean admits(InetAddress address) {
        return exempt.includes(address) || counts.merge(address, 1, Integer::sum) <= most;
    }

    void recount(Collection<InetAddress> open) {
        Map<InetAddress, Integer> counted = new ConcurrentHashMap<>();
        open.forEach(address -> counted.merge(address, 1, Integer::sum));
        counts = counted;
    }
}
