package org.muster.launcher.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where each process listens, on 127.0.0.1. */
public record Ports(int webapp, int allocator, int sandbox, int agents, int workers, int postgres) {
    public static final Ports DEFAULT = new Ports(8080, 8081, 8082, 8083, 8084, 5433);

    private static final int HIGHEST = 65_535;

    public Ports {
        for (int port : new int[] {webapp, allocator, sandbox, agents, workers, postgres}) {
            if (port < 1 || port > HIGHEST) {
                throw new IllegalArgumentException("a port is a number from 1 to " + HIGHEST + ", not " + port);
            }
        }
    }

    /** The defaults, moved so that the webapp gets this port. */
    public static Ports from(int base) {
        int shift = base - DEFAULT.webapp;
        return new Ports(
                base,
                DEFAULT.allocator + shift,
                DEFAULT.sandbox + shift,
                DEFAULT.agents + shift,
                DEFAULT.workers + shift,
                DEFAULT.postgres + shift);
    }

    /** By process name, in the order of starting. */
    Map<String, Integer> byName() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("postgres", postgres);
        ports.put("sandbox", sandbox);
        ports.put("webapp", webapp);
        ports.put("allocator", allocator);
        ports.put("agents", agents);
        ports.put("workers", workers);
        return ports;
    }
}
