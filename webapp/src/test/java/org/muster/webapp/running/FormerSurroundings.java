package org.muster.webapp.running;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.flywaydb.core.Flyway;
import org.muster.testkit.postgres.TestPostgres;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * As the others, but the database is one that a webapp with tables and models for each kind of proposal left behind: its tables,
 * and its engine with an open task and with work under way.
 */
final class FormerSurroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String ROWS = """
            insert into muster.repair_list (state, found_at, decided_at, decided_by, comment) values
              ('refused', now() - interval '2 h', now() - interval '1 h', 'dan', 'a test'),
              ('open', now() - interval '1 h', null, '', '');
            insert into muster.repair (list_id, fingerprint, kind, did, dataset, workflow_id, stage_id, output_id,
                size_bytes, detail, seen_at) values
              (1, 'missing_in_rucio s:a s:d 1 ', 'missing_in_rucio', 's:a', 's:d', 1, 1, 1, 100, '', now() - interval '2 h'),
              (2, 'missing_in_rucio s:b s:d 2 ', 'missing_in_rucio', 's:b', 's:d', 1, 1, 2, 100, '', now() - interval '1 h');
            insert into muster.inventory_proposal (state, digest, found_at, inventory, decided_at, decided_by) values
              ('approved', 'x', now(), '{"sites":[],"storages":[],"distances":[],"quotas":[]}', now(), 'dan');
            insert into muster.inventory_change (proposal_id, subject, name, change, text) values
              (1, 'site', 'X', 'added', 'site X: added');
            """;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        new TestSurroundings().initialize(context);
        TestPostgres.Database database = TestPostgres.freshDatabase();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .schemas("muster")
                .target("4")
                .load()
                .migrate();
        JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()))
                .sql(ROWS)
                .update();
        begin(database);
        // Camunda keeps engines by their names for the whole JVM, and the other tests' has the usual one.
        TestPropertyValues.of("spring.datasource.url=" + database.jdbcUrl(), "camunda.bpm.process-engine-name=upgraded")
                .applyTo(context);
    }

    private static void begin(TestPostgres.Database database) {
        StandaloneProcessEngineConfiguration configuration = new StandaloneProcessEngineConfiguration();
        configuration
                .setJdbcUrl(database.jdbcUrl() + "?currentSchema=camunda")
                .setJdbcUsername(database.user())
                .setJdbcPassword(database.password())
                .setJdbcDriver("org.postgresql.Driver")
                .setDatabaseSchemaUpdate("true")
                .setHistory("full")
                .setJobExecutorActivate(false)
                .setMetricsEnabled(false);
        configuration.setProcessEngineName("former");
        configuration.setDatabaseSchema("camunda");
        configuration.setDatabaseTablePrefix("camunda.");
        ProcessEngine engine = configuration.buildProcessEngine();
        DeploymentBuilder deployment =
                engine.getRepositoryService().createDeployment().name("muster");
        for (String model : new String[] {
            "repair-catalogues.bpmn", "change-inventory.bpmn", "approve-repairs.form", "approve-inventory.form"
        }) {
            deployment.addClasspathResource("former-models/" + model);
        }
        deployment.deploy();
        engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "repair-catalogues", "r2", Map.of("repairListId", 2, "repairsText", "1 file, 100 bytes"));
        engine.getRuntimeService()
                .createProcessInstanceByKey("change-inventory")
                .businessKey("i1")
                .startBeforeActivity("apply-inventory")
                .execute();
        engine.close();
    }
}
