package org.muster.webapp.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.Discrepancy;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.protocol.platform.InventoryChange;
import org.muster.testkit.postgres.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What repairs and the inventory had in tables of their own is in the one table, and reads as before. */
class FormerTablesTest {
    private static final String FORMER = """
            insert into muster.repair_list (state, found_at, decided_at, decided_by, comment, finished_at) values
              ('finished', '2026-11-01 10:00Z', '2026-11-01 11:00Z', 'dan', '', '2026-11-01 12:00Z'),
              ('open', '2026-11-03 10:00Z', null, '', '', null);
            insert into muster.repair (list_id, fingerprint, kind, did, dataset, workflow_id, stage_id, output_id,
                size_bytes, detail, seen_at, outcome, problem, settled_at) values
              (1, 'f1', 'missing_in_rucio', 's:a', 's:d', 12, 1, 5, 100, 'gone', '2026-11-01 09:00:00.25Z', 'failed',
               'no', '2026-11-01 12:00Z'),
              (2, 'f2', 'rule_missing', 's:d', 's:d', 12, 1, 5, 0, '', '2026-11-03 09:00Z', 'waiting', '', null);
            insert into muster.inventory_proposal (state, digest, found_at, inventory, decided_by, comment, finished_at) values
              ('finished', 'x', '2026-11-02 10:00Z', '{"sites": []}', 'dan', 'fine', '2026-11-02 12:00Z'),
              ('approved', 'y', '2026-11-04 10:00Z', '{"sites": [1]}', 'dan', '', null);
            insert into muster.inventory_change (proposal_id, subject, name, change, text) values
              (1, 'site', 'X', 'changed', 'site X: max cores 4 -> 8'), (2, 'quota', 'q', 'added', 'quota q: added');
            insert into muster.incident (source, subject, reason, first_seen, last_seen, ended_at) values
              ('apply-inventory', 'i2', 'no answer', now(), now(), null), ('registrar', 'w1', 'x', now(), now(), null);
            """;

    private final JdbcClient jdbc;

    FormerTablesTest() {
        TestPostgres.Database database = TestPostgres.freshDatabase();
        FluentConfiguration scripts = Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .schemas("muster");
        scripts.target("4").load().migrate();
        jdbc = JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
        jdbc.sql(FORMER).update();
        scripts.target("5").load().migrate();
    }

    private List<Map<String, Object>> rows(String sql) {
        return jdbc.sql(sql).query().listOfRows();
    }

    @Test
    void proposalsAreNumberedAsTheyWereFound() {
        assertThat(jdbc.sql(
                                "select id || ' ' || kind || ' ' || state || ' ' || former_key from muster.proposal order by id")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "1 repairs finished r1",
                        "2 inventory finished i1",
                        "3 repairs open r2",
                        "4 inventory approved i2");
        assertThat(
                        rows(
                                "select decided_by, comment, finished_at is not null as over, content::text from muster.proposal where id = 2"))
                .containsExactly(
                        Map.of("decided_by", "dan", "comment", "fine", "over", true, "content", "{\"sites\": []}"));
    }

    @Test
    void linesReadAsTheirKindsReadThem() throws Exception {
        List<String> contents = jdbc.sql("select content::text from muster.proposal_line order by proposal_id")
                .query(String.class)
                .list();
        assertThat(Json.mapper().readValue(contents.get(0), Discrepancy.class))
                .isEqualTo(new Discrepancy(
                        DiscrepancyKind.MISSING_IN_RUCIO,
                        Did.parse("s:a"),
                        Did.parse("s:d"),
                        StageRef.parse("w12s1"),
                        Optional.of(5L),
                        100,
                        "gone",
                        Instant.parse("2026-11-01T09:00:00.25Z")));
        assertThat(Json.mapper().readValue(contents.get(1), InventoryChange.class))
                .isEqualTo(new InventoryChange("site", "X", "changed", "site X: max cores 4 -> 8"));
        assertThat(jdbc.sql("""
                        select proposal_id || ' ' || fingerprint || ' ' || what || ' ' || about::text || ' ' || outcome || problem
                        from muster.proposal_line order by proposal_id
                        """).query(String.class).list())
                .containsExactly(
                        "1 f1 missing_in_rucio {s:a,s:d,w12s1,w12} failedno",
                        "2 x changed {X,site} done",
                        "3 f2 rule_missing {s:d,w12s1,w12} waiting",
                        "4 y added {q,quota} waiting");
    }

    @Test
    void troubleWithCarryingOutFollowsItsProposal() {
        assertThat(jdbc.sql("select source || ' ' || subject from muster.incident order by source")
                        .query(String.class)
                        .list())
                .containsExactly("carry-out-proposal p4", "registrar w1");
    }

    @Test
    void theNextOneOfAKindIsRefusedWhileOneIsOpen() {
        assertThat(rows("select 1 from pg_indexes where indexname = 'one_open_proposal'"))
                .hasSize(1);
        assertThat(rows("select table_name from information_schema.tables where table_name in"
                        + " ('repair', 'repair_list', 'inventory_change', 'inventory_proposal')"))
                .isEmpty();
    }
}
