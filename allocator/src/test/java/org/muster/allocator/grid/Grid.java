package org.muster.allocator.grid;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.muster.allocator.http.StrangerLimits;
import org.muster.allocator.journal.PostgresJournal;
import org.muster.allocator.pilots.UploadAccounts;
import org.muster.allocator.retention.Retention;
import org.muster.allocator.server.AllocatorServer;
import org.muster.allocator.server.Settings;
import org.muster.domain.data.Did;
import org.muster.domain.identity.GroupNames;
import org.muster.domain.identity.Surface;
import org.muster.domain.job.JobsubId;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.control.FileIntake;
import org.muster.protocol.control.FileToLocate;
import org.muster.protocol.control.FoundFile;
import org.muster.protocol.control.FoundReplica;
import org.muster.protocol.control.LocatedFile;
import org.muster.protocol.control.NewJob;
import org.muster.protocol.control.OutputToRegister;
import org.muster.protocol.control.OutputsTurn;
import org.muster.protocol.http.ApiClient;
import org.muster.testkit.clock.SettableClock;
import org.muster.testkit.postgres.TestPostgres;

/** An allocator on a database of its own, with an inventory, and a client for each of its surfaces. */
public final class Grid implements AutoCloseable {
    /** For which jobs of {@link Orders#QUOTA} upload. */
    public static final String ACCOUNT = "production";

    public static final String SECRET = "s3cr3t-Key_";
    public static final String LAN = "root://ral-lan//";
    private static final int MAX_CONNECTIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));
    public final Issuer issuer = new Issuer();
    public final TestPostgres.Database database;
    private AllocatorServer server;
    private final StrangerLimits limits;
    private int jobs;

    private final String jdbcUrl;

    public Grid() {
        this(StrangerLimits.ofHeap(Runtime.getRuntime().maxMemory()));
    }

    public Grid(StrangerLimits limits) {
        this(limits, TestPostgres.freshDatabase());
    }

    /** On what an allocator before this one left behind. */
    public Grid(TestPostgres.Database database) {
        this(StrangerLimits.ofHeap(Runtime.getRuntime().maxMemory()), database);
    }

    private Grid(StrangerLimits limits, TestPostgres.Database database) {
        this.limits = limits;
        this.database = database;
        this.jdbcUrl = database.jdbcUrl();
        server = start();
        control().inventory(Orders.inventory());
    }

    /** Whose allocator reaches PostgreSQL through a cable. */
    public Grid(Cable cable) {
        this.limits = StrangerLimits.ofHeap(Runtime.getRuntime().maxMemory());
        this.database = TestPostgres.freshDatabase();
        this.jdbcUrl = cable.through(database.jdbcUrl());
        server = start();
        control().inventory(Orders.inventory());
    }

    private AllocatorServer start() {
        AllocatorServer started = another();
        until(started::ready);
        return started;
    }

    /** One more allocator on the same database. */
    public AllocatorServer another() {
        Settings settings = new Settings(
                "127.0.0.1",
                0,
                "http://allocator.example",
                "fnal",
                new Settings.Database(jdbcUrl, database.user(), database.password()),
                new Settings.Identity(Issuer.NAME, issuer.jwksUri(), GroupNames.TOP),
                Duration.ofMinutes(61),
                Duration.ofHours(1),
                new Settings.Storage("http://allocator.example", Surface.ANY_STORAGE, Optional.empty()),
                new UploadAccounts(Map.of(Orders.QUOTA, ACCOUNT)),
                limits,
                Retention.FOR_EVER);
        return AllocatorServer.start(settings, clock);
    }

    public void restart() {
        server.close();
        server = start();
    }

    public AllocatorServer server() {
        return server;
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public AllocatorClient control() {
        return control(token("services"));
    }

    /** Of all workflows. */
    public List<OutputToRegister> outputsToRegister() {
        return outputsToRegister(control());
    }

    public static List<OutputToRegister> outputsToRegister(AllocatorClient control) {
        return control.outputsToRegister(control.waitingOutputs().stream()
                        .map(waiting -> new OutputsTurn(waiting.workflow(), 0, (int) waiting.outputs()))
                        .toList())
                .outputs();
    }

    /** Good for an hour of the grid's own time. */
    public String token(String... groups) {
        return issuer.token(issuer.key(), Issuer.NAME, clock.instant().plusSeconds(3600), groups);
    }

    public AllocatorClient control(String token) {
        return new AllocatorClient(new ApiClient("allocator", base(), () -> token));
    }

    /** Takes in files f1 to fN at one RSE with LAN addresses, and says that there are no more. */
    public void files(int workflow, int count) {
        StageRef stage = StageRef.of(workflow, 1);
        control()
                .intake(new FileIntake(
                        stage,
                        IntStream.rangeClosed(1, count)
                                .mapToObj(i -> new FoundFile(new Did("usertests", "f" + i + ".root"), 100))
                                .toList()));
        locate();
        control().inputsFound(stage.workflow());
    }

    public void locate() {
        List<LocatedFile> located = new ArrayList<>();
        for (FileToLocate file : control().filesToLocate(10_000)) {
            String name = file.did().name();
            located.add(new LocatedFile(
                    file.fileId(),
                    List.of(new FoundReplica(Orders.RAL_ECHO, "root://ral-wan//" + name, Optional.of(LAN + name)))));
        }
        control().located(located);
    }

    public Wrapper job(int workflow, int stage) {
        jobs++;
        String id = jobs + ".0@justin-prod-sched01.dune.hep.ac.uk";
        control().register(List.of(new NewJob(new JobsubId(id), StageRef.of(workflow, stage), SECRET + id)));
        return wrapper(id, workflow, stage);
    }

    /** One with a secret of its own. */
    public Wrapper job(int workflow, int stage, String secret, String id) {
        control().register(List.of(new NewJob(new JobsubId(id), StageRef.of(workflow, stage), secret)));
        return new Wrapper(base(), clock, id, secret, workflow, stage);
    }

    public Wrapper wrapper(String id, int workflow, int stage) {
        return wrapper(id, SECRET + id, workflow, stage);
    }

    public Wrapper wrapper(String id, String secret, int workflow, int stage) {
        return new Wrapper(base(), clock, id, secret, workflow, stage);
    }

    /** The only row and column of a query. */
    public long number(String sql) {
        return numbers(sql).get(0);
    }

    /** What somebody does to the database by hand. */
    public void execute(String sql) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What a stranger reads. */
    public String get(String path) {
        return wrapper("0.0@nobody.example", 1, 1).send("GET", path, "").body();
    }

    public List<Long> numbers(String sql) {
        List<Long> numbers = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Connections to a database of its own, for what an allocator writes. */
    public static HikariDataSource emptyDatabase() {
        TestPostgres.Database fresh = TestPostgres.freshDatabase();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(fresh.jdbcUrl());
        pool.setUsername(fresh.user());
        pool.setPassword(fresh.password());
        pool.setSchema(PostgresJournal.SCHEMA);
        pool.setMaximumPoolSize(MAX_CONNECTIONS);
        return pool;
    }

    /** Waits for another process or thread, within bounds. */
    public static void until(BooleanSupplier condition) {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(limit)) {
                throw new AssertionError("it did not happen within " + PATIENCE);
            }
            Thread.onSpinWait();
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        server.close();
        issuer.close();
    }
}
