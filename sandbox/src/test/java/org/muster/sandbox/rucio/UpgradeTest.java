package org.muster.sandbox.rucio;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.muster.testkit.postgres.TestPostgres;

/** What waited for the rule keeper when a sandbox was stopped waits for it in the next version. */
class UpgradeTest {
    private final TestPostgres.Database database = TestPostgres.freshDatabase();

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .schemas("sandbox")
                .defaultSchema("sandbox")
                .locations("classpath:db/migration")
                .target(MigrationVersion.fromVersion(version))
                .load()
                .migrate();
    }

    @Test
    void grownDatasetsAreStillEvaluated() throws SQLException {
        migrate("7");
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path to sandbox");
            statement.execute("insert into rucio_accounts (account, account_type) values ('muster', 'SERVICE')");
            statement.execute("insert into rucio_scopes (scope, account) values ('usertests', 'muster')");
            statement.execute("""
                    insert into rucio_dids (scope, name, did_type, account, bytes)
                    values ('usertests', 'grown', 'D', 'muster', null), ('usertests', 'same', 'D', 'muster', null),
                        ('usertests', 'a', 'F', 'muster', 1), ('usertests', 'b', 'F', 'muster', 1)
                    """);
            statement.execute("""
                    insert into rucio_contents (scope, name, child_scope, child_name, child_type)
                    values ('usertests', 'grown', 'usertests', 'a', 'F'), ('usertests', 'same', 'usertests', 'b', 'F')
                    """);
            statement.execute("insert into rucio_updated_dids (scope, name) values ('usertests', 'grown')");

            migrate("8");

            try (ResultSet rows = statement.executeQuery("select name, child_name from rucio_new_contents")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("name")).isEqualTo("grown");
                assertThat(rows.getString("child_name")).isEqualTo("a");
                assertThat(rows.next()).isFalse();
            }
        }
    }
}
