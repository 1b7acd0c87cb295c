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

    /** Rows with nothing in them that they could do without: as long as these columns had to say something, by '' and 0. */
    private static final String SAYING_NOTHING = """
            insert into muster.workflow (purpose, description, owner, scope, quota_name, state, mql, stages, created_at)
            values ('test', 'says nothing', 'rita', 'usertests', 'muster', 'finished', 'files from x:y', '[{"stage": 1,
              "jobscript": "#!/bin/sh", "jobscript_image": "", "processors": 1, "rss_bytes": 1000000, "wall_seconds": 600,
              "max_distance": 30, "priority": 50, "max_files_per_job": 1, "max_attempts": 1, "max_running_jobs": 1,
              "sites": [], "input_rses": [], "output_rses": [], "outputs": [{"pattern_id": 1, "file_pattern": "*",
              "destination": "dataset", "name": "d", "rse_expression": "", "lifetime_seconds": 0}], "environment": {},
              "gpu": null, "group": ""}]', now());
            insert into muster.workflow_event (occurred_at, workflow_id, type, from_state, to_state, actor)
            values (now(), 2, 0, '', '', 'rita');
            insert into muster.decision (campaign_id, gate, decision, decider, role, decided_at)
            values (1, 'accept-test', 'accept', 'rita', 'requester', now());
            insert into muster.input_manifest (workflow_id, pass, found_at, status, mql, files, bytes, digest)
            values (2, 1, now(), 'frozen', 'files from x:y', 1, 1, repeat('0', 64));
            insert into muster.incident (source, subject, reason, first_seen, last_seen, ended_at)
            values ('finder', 'w2', 'no answer', now(), now(), now());
            insert into muster.storage_usage values ('RSE', true, true, 1, 0, now());
            insert into muster.repair_list (state, found_at, finished_at) values ('withdrawn', now(), now());
            insert into muster.repair (list_id, fingerprint, kind, did, dataset, workflow_id, stage_id, output_id,
                size_bytes, detail, seen_at)
            select id, 'f', 'unknown_in_rucio', 's:a', 's:d', 2, 1, 0, 100, 'no output of ours', now() from muster.repair_list;
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
            SchemaRows.load(old, Files.readString(rows) + TOLD + SAYING_NOTHING);
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
