package org.muster.allocator.storage;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.muster.domain.failure.ExternalSystemUnavailable;
import org.muster.domain.failure.Outage;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For storages that trust the collaboration's provider and nobody else: fetched there, by a client that may do nothing but this.
 * They are narrowed in time and to a right, not to a job's paths. They are fetched beside the requests, so that none waits for
 * the provider; while it is away the last ones go on.
 */
public final class FetchedTokens implements StorageTokens {
    private static final String TO_READ = "storage.read:/";

    /** With reading: a wrapper job looks at what it has written before it says so. */
    private static final String TO_WRITE = "storage.read:/ storage.create:/";

    private static final String TO_CLEAR = "storage.modify:/";
    private static final long SECONDS_BETWEEN_LOOKS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(FetchedTokens.class);

    private final Fetched read;
    private final Fetched write;
    private final Fetched clear;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "storage-tokens");
        thread.setDaemon(true);
        return thread;
    });

    /** How the client asks for a token of a scope. */
    public interface Client {
        Supplier<String> withScope(String scope);
    }

    public FetchedTokens(Client client) {
        this.read = new Fetched(client.withScope(TO_READ), TO_READ);
        this.write = new Fetched(client.withScope(TO_WRITE), TO_WRITE);
        this.clear = new Fetched(client.withScope(TO_CLEAR), TO_CLEAR);
        ScheduledFuture<?> unused =
                looks.scheduleWithFixedDelay(this::look, 0, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    /** Each right alone: one that is refused leaves the others as new as they can be. */
    synchronized void look() {
        read.look();
        write.look();
        clear.look();
    }

    /** The last token of one right; empty until there was one. */
    private static final class Fetched {
        private final Supplier<String> client;
        private final Outage outage;
        private volatile String token = "";

        Fetched(Supplier<String> client, String scope) {
            this.client = client;
            this.outage = new Outage(
                    why -> {
                        if (why instanceof ExternalSystemUnavailable) {
                            LOG.warn("tokens for {} are not to be had: {}", scope, why.getMessage());
                        } else {
                            LOG.error("tokens for {} are not to be had", scope, why);
                        }
                    },
                    () -> LOG.info("tokens for {} are to be had again", scope));
        }

        void look() {
            try {
                token = client.get();
                outage.over();
            } catch (RuntimeException e) {
                // Thrown on, it would be the last look.
                outage.met(e);
            }
        }
    }

    @Override
    public String toRead(StageRef stage, Collection<StoragePath> directories, Duration wallTime) {
        return read.token;
    }

    @Override
    public List<UploadToken> toWrite(JobsubId job, Map<String, List<StoragePath>> places) {
        return places.isEmpty() ? List.of() : List.of(new UploadToken(write.token, List.copyOf(places.keySet())));
    }

    @Override
    public FilesToken toClear(List<List<StoragePath>> files) {
        return new FilesToken(clear.token, files.size());
    }

    @Override
    public FilesToken toLookAt(List<StoragePath> files) {
        return new FilesToken(read.token, files.size());
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
