package org.muster.connectors.rucio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.muster.connectors.fake.FakeServer;
import org.muster.connectors.fake.FakeServer.Reply;
import org.muster.connectors.fake.FakeServer.Request;
import org.muster.connectors.fake.ScriptedServer;
import org.muster.connectors.transport.TrafficLimits;
import org.muster.domain.data.Did;
import org.muster.domain.storage.RseName;

/** A Rucio that answers what a test says, and its client. */
abstract class ScriptedRucio {
    static final Did FILE = new Did("usertests", "a/b.root");
    static final RseName DISK = new RseName("UK_NORTH_DISK");
    static final TrafficLimits IMPATIENT = new TrafficLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            3,
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            4);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    ScriptedServer server(Function<Request, Reply> script) {
        ScriptedServer server = new ScriptedServer(script);
        open.add(server);
        return server;
    }

    static RucioClient client(FakeServer server) {
        return new RucioClient(server.url(), () -> "token", IMPATIENT);
    }

    static Reply error(int status, String name, String message) {
        return Reply.of(status, Reply.write(Map.of("ExceptionClass", name, "ExceptionMessage", message)));
    }
}
