package org.muster.allocator.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.muster.allocator.access.TokenVerifier;
import org.muster.allocator.commit.LedgerLoop;
import org.muster.allocator.control.ControlSurface;
import org.muster.allocator.control.Readers;
import org.muster.allocator.counting.LateCount;
import org.muster.allocator.counting.NightlyCount;
import org.muster.allocator.http.Bodies;
import org.muster.allocator.http.Crowd;
import org.muster.allocator.http.Exchange;
import org.muster.allocator.http.StrangerLimits;
import org.muster.allocator.http.Visits;
import org.muster.allocator.journal.MissingSums;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.journal.Summaries;
import org.muster.allocator.journal.Tables;
import org.muster.allocator.ledger.books.LedgerSettings;
import org.muster.allocator.pilots.PilotSurface;
import org.muster.allocator.retention.Growth;
import org.muster.allocator.retention.RetentionLoop;
import org.muster.allocator.storage.FetchedTokens;
import org.muster.allocator.storage.SignedTokens;
import org.muster.allocator.storage.StorageTokens;
import org.muster.protocol.http.Json;
import org.muster.protocol.identity.ClientAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The allocator, wired and running until it is closed. */
public final class AllocatorServer implements AutoCloseable {
    private static final int IDLE_SECONDS = 120;
    /** Of a question about health, which has no body. */
    private static final int MAX_QUESTION_BYTES = 1024;

    private static final int START_SECONDS = 30;
    private static final int LEDGER_CONNECTIONS = 2;
    private static final int CONNECTION_MILLIS = 3000;
    /** A PostgreSQL that does not answer for this long is taken for gone. */
    private static final int SOCKET_SECONDS = 20;

    private static final Logger LOG = LoggerFactory.getLogger(AllocatorServer.class);

    private final HikariDataSource writing;
    private final HikariDataSource reading;
    private final LedgerLoop ledger;
    private final Readers readers = new Readers();
    private final TokenVerifier verifier;
    private final SignedTokens signed;
    private final StorageTokens tokens;
    private final Metrics metrics = new Metrics();
    private final PilotSurface pilots;
    private final ControlSurface control;
    private final StrangerLimits limits;
    private final Bodies bodies;
    private final Crowd crowd;
    private final Repairs repairs;
    private final NightlyCount nights;
    private final LateCount late;
    private final RetentionLoop retention;
    private final Vertx vertx;
    private final AtomicInteger port = new AtomicInteger();

    private AllocatorServer(Settings settings, Clock clock) {
        this.writing = pool(settings.database(), "ledger", LEDGER_CONNECTIONS);
        this.reading = pool(
                settings.database(),
                "tables",
                Readers.THREADS + NightlyCount.CONNECTIONS + LateCount.CONNECTIONS + RetentionLoop.CONNECTIONS);
        PostgresJournal journal = new PostgresJournal(writing, holder());
        this.signed = new SignedTokens(
                settings.storage().issuer(),
                settings.storage().audience(),
                settings.stallLimit(),
                journal::storageKey,
                clock);
        this.tokens = settings.storage()
                .provider()
                .<StorageTokens>map(provider -> new FetchedTokens(new ClientAccount(
                        provider.tokenUri(), provider.clientId(), provider.clientSecret(), clock)::withScope))
                .orElse(signed);
        this.ledger = new LedgerLoop(
                journal,
                new LedgerSettings(settings.instance(), settings.stallLimit(), settings.lookAgain()),
                clock,
                metrics,
                metrics);
        metrics.watch("muster_commands_queued", ledger::queued);
        metrics.watch("muster_lead_epoch", ledger::epoch);
        metrics.watch("muster_ledger_ready", () -> ledger.ready() ? 1 : 0);
        Settings.Identity identity = settings.identity();
        this.verifier = new TokenVerifier(identity.issuer(), identity.jwksUri(), identity.groupNames(), clock);
        this.limits = settings.limits();
        this.bodies = new Bodies(limits.bodyBytes());
        this.crowd = new Crowd(limits);
        metrics.watch("muster_connections", crowd::size);
        metrics.watch("muster_body_bytes", bodies::taken);
        this.pilots = new PilotSurface(
                ledger, settings.instance(), settings.publicUrl(), tokens, settings.uploadAccounts(), verifier, clock);
        Tables tables = new Tables(reading);
        this.control = new ControlSurface(
                ledger, verifier, tables, readers, tokens, new Growth(reading, settings.retention(), clock), clock);
        this.repairs = new Repairs(ledger, journal);
        this.nights = new NightlyCount(ledger, new Summaries(tables), clock);
        metrics.watch("muster_sums_wrong", () -> nights.last().differences());
        metrics.watch("muster_sums_uncounted", () -> nights.last().uncounted());
        this.late = new LateCount(ledger, new MissingSums(reading));
        metrics.watch("muster_sums_missing", late::left);
        this.retention = new RetentionLoop(ledger, reading, settings.retention(), clock);
        metrics.watch("muster_retention_failing", () -> retention.troubles().size());
        this.vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    }

    public static AllocatorServer start(Settings settings, Clock clock) {
        AllocatorServer server = new AllocatorServer(settings, clock);
        server.ledger.start();
        server.listen(settings);
        LOG.info("listening on {}:{}", settings.bind(), server.port());
        return server;
    }

    public int port() {
        return port.get();
    }

    /** That are open. */
    public int connections() {
        return crowd.size();
    }

    /** Of the larger bodies that are being read or worked on. */
    public long bodyBytes() {
        return bodies.taken();
    }

    public boolean ready() {
        return ledger.ready();
    }

    /** Whether it waits for another allocator to stop leading. */
    public boolean standby() {
        return ledger.standby();
    }

    /** One event loop for each processor, all on the same port. */
    private void listen(Settings settings) {
        int wanted = settings.port() == 0 ? freePort() : settings.port();
        deploy(settings.bind(), wanted, Runtime.getRuntime().availableProcessors());
        port.set(wanted);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port is free", e);
        }
    }

    private void deploy(String bind, int wanted, int instances) {
        try {
            vertx.deployVerticle(() -> new Listener(bind, wanted), new DeploymentOptions().setInstances(instances))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("cannot listen on " + bind + ":" + wanted, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }

    private final class Listener extends AbstractVerticle {
        private final String bind;
        private final int wanted;

        Listener(String bind, int wanted) {
            this.bind = bind;
            this.wanted = wanted;
        }

        @Override
        public void start(Promise<Void> started) {
            HttpServerOptions options = new HttpServerOptions()
                    .setHost(bind)
                    .setPort(wanted)
                    .setIdleTimeout(IDLE_SECONDS)
                    // Nobody speaks WebSocket here, and each message would go through what compresses it.
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setPerMessageWebSocketCompressionSupported(false)
                    .setHttp2ClearTextEnabled(false);
            Visits visits = new Visits(crowd, vertx);
            Exchange.Door door = new Exchange.Door(bodies, visits, limits);
            Router calls = control.router(vertx, request -> Exchange.before(request, door));
            vertx.createHttpServer(options)
                    .connectionHandler(visits::arrive)
                    .requestHandler(request -> route(request, door, calls))
                    .listen()
                    .onSuccess(server -> started.complete())
                    .onFailure(started::fail);
        }
    }

    private void route(HttpServerRequest request, Exchange.Door door, Router calls) {
        String path = request.path() == null ? "" : request.path();
        if (PilotSurface.serves(path)) {
            pilots.handle(Exchange.before(request, door));
        } else if (ControlSurface.serves(path)) {
            calls.handle(request);
        } else {
            Exchange.before(request, door).read(MAX_QUESTION_BYTES, 413, this::operating);
        }
    }

    private void operating(Exchange exchange) {
        switch (exchange.path()) {
            case "/health" -> exchange.reply(200, Exchange.TEXT, "alive\n");
            case "/ready" -> {
                if (ledger.ready()) {
                    exchange.reply(200, Exchange.TEXT, "ready\n" + degraded());
                } else if (ledger.standby()) {
                    exchange.reply(503, Exchange.TEXT, "another allocator leads; standing by\n");
                } else {
                    exchange.reply(503, Exchange.TEXT, "the ledger is not loaded\n");
                }
            }
            case "/.well-known/openid-configuration" ->
                exchange.reply(
                        200,
                        Exchange.JSON,
                        Json.mapper().valueToTree(signed.discovery()).toString());
            case "/jwks" ->
                signed.publicKeys()
                        .ifPresentOrElse(
                                keys -> exchange.reply(200, Exchange.JSON, keys),
                                () -> exchange.reply(503, Exchange.TEXT, "the ledger is not loaded\n"));
            case "/metrics" -> exchange.reply(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text());
            default -> exchange.reply(404, Exchange.TEXT, "there is nothing here\n");
        }
    }

    /** What is wrong though it works. */
    private String degraded() {
        return new TreeMap<>(ledger.setAside())
                .entrySet().stream()
                        .map(each -> "degraded: w" + each.getKey() + " is set aside, " + each.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    /** Process and host. */
    private static String holder() {
        return ManagementFactory.getRuntimeMXBean().getName();
    }

    private static HikariDataSource pool(Settings.Database database, String name, int size) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setSchema(PostgresJournal.SCHEMA);
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(CONNECTION_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
        config.addDataSourceProperty("connectTimeout", "3");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("ApplicationName", "muster-allocator-" + name);
        return new HikariDataSource(config);
    }

    /** Takes no more commands, finishes those it has, and lets go of everything. */
    @Override
    public void close() {
        retention.close();
        late.close();
        nights.close();
        repairs.close();
        ledger.close();
        tokens.close();
        verifier.close();
        readers.close();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the listeners did not close: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writing.close();
        reading.close();
    }
}
