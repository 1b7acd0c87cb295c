package org.muster.webapp.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.muster.testkit.postgres.SchemaRows;
import org.muster.testkit.postgres.TestPostgres;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** As the others, but the database is one that an earlier webapp left behind. CONTRIBUTING.md says how its rows are written. */
final class OldSurroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** What an allocator said that did not tell what stages took and left. */
    private static final String TOLD = """
            insert into muster.last_progress (workflow_id, read_at, progress) values (1, now(), '{"workflow": 1,
                "status": "closed", "inputs_found": true, "drained": true, "unregistered_outputs": 0,
                "events_confirmed": 7, "stages": [{"stage": "w1s1", "files": {"processed": 3}, "jobs": {}, "outputs": {}}]}');
            """;

    static final Path RELEASED = Path.of("src", "test", "resources", "released");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPostgres.Database old = TestPostgres.freshDatabase();
        Path rows = newest();
        Flyway.configure()
                .dataSource(old.jdbcUrl(), old.user(), old.password())
                .schemas("muster")
                .defaultSchema("muster")
                .target(MigrationVersion.fromVersion(Integer.toString(number(rows))))
                .load()
                .migrate();
        try {
            SchemaRows.load(old, Files.readString(rows) + TOLD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestSurroundings.begin(context, old);
    }

    /** One is enough: starting the webapp is what costs. */
    private static Path newest() {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.max(Comparator.comparing(OldSurroundings::number)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(Path rows) {
        return Integer.parseInt(rows.getFileName().toString().replaceAll("\\D", ""));
    }
}
