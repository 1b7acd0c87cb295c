package org.muster.webapp.running;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.muster.testkit.postgres.TestPostgres;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A fresh database, a credentials file, and an allocator of the test's own. */
final class TestSurroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final String ISSUER = "http://muster.test";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        begin(context, TestPostgres.freshDatabase());
    }

    static void begin(ConfigurableApplicationContext context, TestPostgres.Database database) {
        Path directory = directory();
        TestPropertyValues.of(
                        "spring.datasource.url=" + database.jdbcUrl(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password(),
                        "muster.identity.issuer=" + ISSUER,
                        "muster.identity.credentials-file=" + directory.resolve("credentials.yaml"),
                        "muster.identity.keys-file=" + directory.resolve("keys.json"),
                        "muster.allocator-url=" + FakeAllocator.RUNNING.address(),
                        "muster.submissions.campaign-groups=/experiment/gpu",
                        // The tests look by themselves.
                        "muster.troubles-every=1d",
                        "muster.accounted-every=1d",
                        "muster.start-slices-every=1d",
                        // The tests do the job executor's work, one job after the other.
                        "camunda.bpm.job-execution.enabled=false")
                .applyTo(context);
    }

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("webapp-test");
            Files.writeString(directory.resolve("credentials.yaml"), Cast.credentials());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
