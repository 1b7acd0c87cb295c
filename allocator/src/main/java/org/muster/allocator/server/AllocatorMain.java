package org.muster.allocator.server;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the allocator until SIGTERM. */
public final class AllocatorMain {
    private static final Logger LOG = LoggerFactory.getLogger(AllocatorMain.class);

    private AllocatorMain() {}

    public static void main(String[] arguments) {
        AllocatorServer server = AllocatorServer.start(Settings.from(System.getenv()), Clock.systemUTC());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            LOG.info("stopping");
                            server.close();
                            LOG.info("stopped");
                        },
                        "stop"));
    }
}
