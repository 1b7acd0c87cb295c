package org.muster.webapp.running;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.protocol.platform.SliceRef;
import org.muster.testkit.postgres.SchemaRows;
import org.muster.testkit.postgres.TestPostgres;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.requests.Examples;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Not a test: writes what today's webapp leaves behind, for {@link UpgradeTest} of later ones. CONTRIBUTING.md has the command. */
@RunningWebapp
@EnabledIfSystemProperty(named = "muster.rows.write", matches = "true")
class WriteRowsTest {
    private final Door door;
    private final EngineHand engine;
    private final JdbcClient jdbc;
    private final Environment environment;

    @Autowired
    WriteRowsTest(Door door, EngineHand engine, JdbcClient jdbc, Environment environment) {
        this.door = door;
        this.engine = engine;
        this.jdbc = jdbc;
        this.environment = environment;
    }

    @Test
    void campaignWhoseTestIsPaused() throws IOException {
        CampaignId campaign =
                door.as("rita").file(Examples.campaign("released")).campaign();
        engine.work();
        decide(campaign, "appoint-shifter", "paula", Map.of("shifter", "sam"));
        decide(campaign, "edit-plan", "sam", Map.of("maxRunningJobs", 6));
        decide(campaign, "approve-plan-production", "paula", Map.of("productionDecision", "approve"));
        decide(campaign, "approve-plan-data-management", "dan", Map.of("dataManagementDecision", "approve"));
        door.as("sam").quarantine(campaign, new SliceRef(WorkflowPurpose.TEST, 1), "half of its inputs are empty");
        engine.work();
        int version = jdbc.sql("select max(version::int) from muster.flyway_schema_history")
                .query(Integer.class)
                .single();
        Files.createDirectories(OldSurroundings.RELEASED);
        Files.writeString(
                OldSurroundings.RELEASED.resolve("V" + version + ".sql"),
                SchemaRows.of(
                        new TestPostgres.Database(
                                environment.getRequiredProperty("spring.datasource.url"),
                                environment.getRequiredProperty("spring.datasource.username"),
                                environment.getRequiredProperty("spring.datasource.password")),
                        "muster",
                        Set.of()));
    }

    private void decide(CampaignId campaign, String gate, String person, Map<String, Object> variables) {
        Door.Answer answer = engine.complete(campaign, gate, person, variables);
        if (answer.status() != 204) {
            throw new IllegalStateException(gate + ": " + answer);
        }
        engine.work();
    }
}
