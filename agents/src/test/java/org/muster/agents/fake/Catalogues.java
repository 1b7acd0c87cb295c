package org.muster.agents.fake;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.muster.agents.runtime.SetAside;
import org.muster.connectors.fake.FakeMetaCat;
import org.muster.connectors.fake.FakeRucio;
import org.muster.connectors.fake.FakeServer;
import org.muster.connectors.metacat.MetaCatAuth;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.connectors.transport.Breaker;
import org.muster.connectors.transport.TrafficLimits;

/** Everything around the agents, and clients that do not try twice. */
public final class Catalogues implements AutoCloseable {
    private static final TrafficLimits ONCE = new TrafficLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            1,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            4,
            new Breaker(1000, 100, Duration.ofSeconds(1)));

    public final FakeAllocator allocator = new FakeAllocator();
    public final FakePlatform platform = new FakePlatform();
    public final FakeRucio rucio = new FakeRucio();
    public final FakeMetaCat metacat = new FakeMetaCat();

    public final SetAside setAside = new SetAside(platform.client());

    private RucioClient rucioClient;
    private MetaCatClient metacatClient;

    public Catalogues() {
        rucioClient = newRucioClient();
        metacatClient = newMetacatClient();
        rucio.addRse("UK_NORTH_DISK", "UK_North", "DISK");
        rucio.addRse("UK_SOUTH_DISK", "UK_South", "DISK");
        rucio.addRse("UK_NORTH_TAPE", "UK_North", "TAPE");
    }

    private RucioClient newRucioClient() {
        return new RucioClient(rucio.url(), rucio::token, ONCE);
    }

    private MetaCatClient newMetacatClient() {
        return new MetaCatClient(
                metacat.url(), MetaCatAuth.bearer(metacat.url(), "muster", () -> "a.b.c", Clock.systemUTC()), ONCE);
    }

    /** Clients that know of no outage before, as a process that is started anew has them. */
    public void startAnew() {
        rucioClient = newRucioClient();
        metacatClient = newMetacatClient();
    }

    public RucioClient rucioClient() {
        return rucioClient;
    }

    public MetaCatClient metacatClient() {
        return metacatClient;
    }

    public void fault(FakeServer.Fault fault) {
        for (FakeServer server : List.of(allocator, platform, rucio, metacat)) {
            server.fault(fault);
        }
    }

    @Override
    public void close() {
        for (FakeServer server : List.of(allocator, platform, rucio, metacat)) {
            server.close();
        }
    }
}
