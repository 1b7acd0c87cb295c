package org.muster.benchmarks.registration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.benchmarks.load.PilotJob;
import org.muster.benchmarks.processes.Allocator;
import org.muster.benchmarks.processes.Postgres;
import org.muster.benchmarks.processes.StartedProgram;
import org.muster.benchmarks.processes.TokenIssuer;

/** What registration needs, each in a process of its own: PostgreSQL, allocator, sandbox and agents. There is no webapp. */
final class RegistrarPlatform implements AutoCloseable {
    static final String LEDGER = "ledger";
    static final String CATALOGUES = "catalogues";

    private static final String HEALTH = "/actuator/health";
    private static final String HEAP = "512m";
    /** As {@code muster up} starts them, whose memory is small. */
    private static final List<String> OPTIONS = List.of("-Xmx" + HEAP, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final List<AutoCloseable> started = new ArrayList<>();
    final Postgres postgres;
    final Allocator allocator;
    final StartedProgram sandbox;
    final StartedProgram agents;

    /**
     * The built programs.
     *
     * @param allocator empty to run it from this process's class path
     * @param options of the JVMs of agents and sandbox, beside those of {@code muster up}
     * @param postgres directory of an installed PostgreSQL's programs; empty for the one that comes along
     */
    record Programs(
            Optional<Path> allocator,
            Path sandbox,
            Path agents,
            Path work,
            List<String> options,
            Optional<Path> postgres) {
        Programs {
            List<Path> missing = List.of(sandbox, agents).stream()
                    .filter(jar -> !Files.exists(jar))
                    .toList();
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException(missing + " not built: ./mvnw -DskipTests package does it");
            }
        }
    }

    RegistrarPlatform(Programs programs) throws IOException {
        Files.createDirectories(programs.work());
        try {
            postgres = opened(Postgres.start(programs.work(), programs.postgres()));
            TokenIssuer issuer = opened(new TokenIssuer());
            Map<String, String> issued = Map.of(
                    "MUSTER_ISSUER",
                    issuer.name(),
                    "MUSTER_JWKS_URI",
                    issuer.name() + "/oauth2/jwks",
                    "MUSTER_TOKEN_URI",
                    issuer.name() + "/oauth2/token",
                    "MUSTER_WEBAPP_URL",
                    issuer.name());
            allocator = opened(new Allocator.Launch(
                            programs.allocator(),
                            HEAP,
                            postgres.database(LEDGER),
                            issuer,
                            programs.work().resolve("allocator.log"))
                    .start());
            sandbox = opened(sandbox(programs, issued, postgres.database(CATALOGUES)));
            allocator.awaitReady();
            sandbox.awaitHealth(HEALTH);
            agents = opened(
                    agents(programs, issued, sandbox.base(), allocator.program().base()));
            agents.awaitHealth(HEALTH);
            agents.await(() -> !allocator.control().inventory().storages().isEmpty());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        started.add(0, resource);
        return resource;
    }

    private static StartedProgram sandbox(Programs programs, Map<String, String> issued, String database) {
        Map<String, String> environment = new HashMap<>(issued);
        environment.put("MUSTER_DB_URL", database);
        environment.put("MUSTER_DB_USER", Postgres.USER);
        environment.put("MUSTER_DB_PASSWORD", Postgres.PASSWORD);
        environment.put("MUSTER_DATA_DIR", programs.work().resolve("sandbox").toString());
        // Spring's spelling of one more entry of this map.
        environment.put("MUSTER_SANDBOX_IDENTITY_ACCOUNTS_BENCHMARK", "muster");
        return start("sandbox", programs.sandbox(), programs, environment);
    }

    private static StartedProgram agents(Programs programs, Map<String, String> issued, URI sandbox, URI allocator) {
        Map<String, String> environment = new HashMap<>(issued);
        environment.put("MUSTER_ALLOCATOR_URL", allocator.toString());
        environment.put("MUSTER_RUCIO_URL", sandbox + "/rucio");
        environment.put("MUSTER_METACAT_URL", sandbox + "/metacat");
        for (int i = 0; i < Producer.SITES.size(); i++) {
            // Spring's spelling of a list. The entry is the one that the driver's jobs name.
            environment.put("MUSTER_INVENTORY_SITES_" + i + "_NAME", Producer.SITES.get(i));
            environment.put("MUSTER_INVENTORY_SITES_" + i + "_ENTRIES_0", PilotJob.ENTRY);
        }
        environment.put("MUSTER_JOBS_DIR", programs.work().resolve("jobs").toString());
        return start("agents", programs.agents(), programs, environment);
    }

    private static StartedProgram start(String name, Path jar, Programs programs, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(OPTIONS);
        command.addAll(programs.options());
        command.addAll(List.of("-jar", jar.toString()));
        return StartedProgram.start(name, command, environment, programs.work().resolve(name + ".log"));
    }

    @Override
    public void close() {
        for (AutoCloseable each : started) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException(each + " does not end", e);
            }
        }
        started.clear();
    }
}
