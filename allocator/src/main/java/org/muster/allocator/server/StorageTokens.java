package org.muster.allocator.server;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.protocol.identity.ClientCredentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens with which jobs read and write storage, fetched beside the requests so that none waits for the issuer. Empty
 * until the issuer has answered once; while it is away the last ones go on.
 */
final class StorageTokens implements AutoCloseable {
    private static final String READ_SCOPE = "storage.read:/";

    /** With reading: a wrapper job looks at what it has written before it says so. */
    private static final String WRITE_SCOPE = "storage.read:/ storage.modify:/ storage.create:/";

    private static final long SECONDS_BETWEEN_LOOKS = 5;
    private static final Logger log = LoggerFactory.getLogger(StorageTokens.class);

    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "storage-tokens");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String read = "";
    private volatile String write = "";
    private boolean failing;

    void start(Settings.Identity identity, Clock clock) {
        if (identity.clientId().isEmpty()) {
            log.info("no client id is set: jobs get no storage tokens");
            return;
        }
        ClientCredentials readers = client(identity, READ_SCOPE, clock);
        ClientCredentials writers = client(identity, WRITE_SCOPE, clock);
        ScheduledFuture<?> unused =
                looks.scheduleWithFixedDelay(() -> look(readers, writers), 0, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    private static ClientCredentials client(Settings.Identity identity, String scope, Clock clock) {
        return new ClientCredentials(identity.tokenUri(), identity.clientId(), identity.clientSecret(), scope, clock);
    }

    private void look(ClientCredentials readers, ClientCredentials writers) {
        try {
            read = readers.get();
            write = writers.get();
            if (failing) {
                failing = false;
                log.info("storage tokens are to be had again");
            }
        } catch (ExternalSystemUnavailable e) {
            if (!failing) {
                failing = true;
                log.warn("storage tokens are not to be had: {}", e.getMessage());
            }
        }
    }

    String read() {
        return read;
    }

    String write() {
        return write;
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
