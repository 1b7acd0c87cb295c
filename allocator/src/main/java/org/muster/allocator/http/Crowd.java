package org.muster.allocator.http;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections are open, in all and from each address. */
public final class Crowd {
    private final StrangerLimits limits;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentMap<String, Integer> byAddress = new ConcurrentHashMap<>();

    public Crowd(StrangerLimits limits) {
        this.limits = limits;
    }

    /** Whether one more may come. */
    boolean enter(String address) {
        if (all.incrementAndGet() <= limits.connections()) {
            int its = byAddress.merge(address, 1, Integer::sum);
            if (its <= limits.connectionsOfAddress() || limits.proxies().contains(address)) {
                return true;
            }
            forget(address);
        }
        all.decrementAndGet();
        return false;
    }

    void leave(String address) {
        forget(address);
        all.decrementAndGet();
    }

    private void forget(String address) {
        byAddress.computeIfPresent(address, (who, count) -> count > 1 ? count - 1 : null);
    }

    Duration patience() {
        return limits.patience();
    }

    public int size() {
        return all.get();
    }
}
