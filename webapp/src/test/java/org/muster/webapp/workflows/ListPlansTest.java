package org.muster.webapp.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Constructor;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.event.EventType;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.http.PageOrder;
import org.muster.testkit.postgres.Explained;
import org.muster.testkit.postgres.TestPostgres;
import org.muster.webapp.campaigns.Campaigns;
import org.muster.webapp.campaigns.Decisions;
import org.muster.webapp.campaigns.Revisions;
import org.muster.webapp.campaigns.ShifterLog;
import org.muster.webapp.incidents.Incidents;
import org.muster.webapp.proposals.ProposalKinds;
import org.muster.webapp.proposals.ProposalViews;
import org.springframework.beans.BeanUtils;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Years of campaigns: whatever list somebody asks for, PostgreSQL reads about what is shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListPlansTest {
    private static final int CAMPAIGNS = 2_000;
    private static final int WORKFLOWS = 50_000;
    private static final int ROWS = 200_000;
    private static final int LIMIT = 100;

    /** Rows read for each that is shown: in its table, in those joined to it, in the indexes on the way. */
    private static final int EACH = 10;

    private static final List<String> SAMPLE = List.of(
            "set synchronous_commit = off",
            "set search_path = muster",
            "insert into campaign (name, requester, status, requested_at, request, max_running_jobs, events_requested)"
                    + " select 'c' || n, 'person-' || n % 20, case when n % 500 = 0 then 'open' else 'closed' end, now(),"
                    + " '', 1, 1 from generate_series(1, " + CAMPAIGNS + ") n",
            "insert into workflow (campaign_id, purpose, plan_order, description, owner, scope, quota_name, state, mql,"
                    + " stages, created_at)"
                    + " select n % " + CAMPAIGNS + " + 1, 'production', n, 'd', 'person-' || n % 300, 's', 'q',"
                    + " case when n % 5000 = 0 then 'paused' else 'finished' end, '', '[]', now()"
                    + " from generate_series(1, " + WORKFLOWS + ") n",
            "insert into workflow_event (occurred_at, workflow_id, type, from_state, to_state, actor)"
                    + " select now(), n % " + WORKFLOWS + " + 1, case when n % 25000 = 0 then "
                    + EventType.WORKFLOW_PAUSED.number() + " else " + EventType.WORKFLOW_CREATED.number() + " end,"
                    + " null, null, 'a' from generate_series(1, " + ROWS + ") n",
            "insert into decision (campaign_id, workflow_id, gate, decision, decider, role, decided_at)"
                    + " select case when n % 2 = 0 then n / 2 % " + CAMPAIGNS + " + 1 end,"
                    + " case when n % 2 = 1 then n % " + WORKFLOWS + " + 1 end, 'g', 'd', 'p', 'r', now()"
                    + " from generate_series(1, " + ROWS + ") n",
            "insert into log_entry (campaign_id, written_at, author, content)" + " select n % " + CAMPAIGNS
                    + " + 1, now(), 'a', 'c' from generate_series(1, " + ROWS + ") n",
            "insert into incident (source, subject, reason, first_seen, last_seen, ended_at)"
                    + " select case when n % 25000 = 0 then 'rare' else 'source-' || n % 5 end, 'w' || n % 9973 || 's1',"
                    + " 'r', now(), now(), case when n % 15000 > 0 then now() end from generate_series(1, " + ROWS
                    + ") n",
            "insert into proposal (kind, state, content, found_at)"
                    + " select case when n % 2 = 0 then 'repairs' else 'inventory' end,"
                    + " case when n % 2000 = 0 then 'refused' else 'finished' end, '{}', now()"
                    + " from generate_series(1, 10000) n",
            "insert into proposal_line (proposal_id, fingerprint, what, about, content)"
                    + " select n % 10000 + 1, '' || n, 'w', array['w1'], '{}' from generate_series(1, 20000) n",
            "vacuum analyze");

    private final Clock clock = Clock.systemUTC();
    private final HikariDataSource pool = new HikariDataSource();
    private final Explained explained = new Explained();
    private final JdbcClient jdbc = JdbcClient.create(explained.database(pool));
    private final WorkflowEvents events = new WorkflowEvents(jdbc, clock);
    private final Workflows workflows = new Workflows(jdbc, events, clock);
    private final Campaigns campaigns = of(Campaigns.class, jdbc, clock, of(Revisions.class, jdbc, clock));
    private final Decisions decisions = of(Decisions.class, jdbc, clock);
    private final ShifterLog log = of(ShifterLog.class, jdbc, clock);
    private final Incidents incidents = of(Incidents.class, jdbc, clock);
    private final ProposalViews proposals = of(ProposalViews.class, jdbc, of(ProposalKinds.class, (Object) List.of()));

    /** As Spring would. */
    private static <T> T of(Class<T> type, Object... parts) {
        Constructor<?> made = type.getDeclaredConstructors()[0];
        return type.cast(BeanUtils.instantiateClass(made, parts));
    }

    @BeforeAll
    void fill() throws Exception {
        TestPostgres.Database fresh = TestPostgres.freshDatabase();
        Flyway.configure()
                .dataSource(fresh.jdbcUrl(), fresh.user(), fresh.password())
                .schemas("muster")
                .defaultSchema("muster")
                .load()
                .migrate();
        pool.setJdbcUrl(fresh.jdbcUrl());
        pool.setUsername(fresh.user());
        pool.setPassword(fresh.password());
        pool.setMaximumPoolSize(2);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : SAMPLE) {
                statement.execute(sql);
            }
        }
    }

    @AfterAll
    void close() {
        pool.close();
    }

    private void costs(String what, int shown, Supplier<List<?>> question) {
        explained.rowsRead();
        assertThat(question.get()).as(what).hasSizeGreaterThanOrEqualTo(shown);
        assertThat(explained.plans()).isNotEmpty();
        String plans = what + " " + explained.plans();
        assertThat(explained.rowsRead()).as(plans).isLessThanOrEqualTo(EACH * LIMIT);
    }

    @Test
    void aScanWouldBeSeen() {
        explained.rowsRead();
        jdbc.sql("select id from muster.workflow_event where actor = 'nobody'")
                .query(Long.class)
                .list();
        assertThat(explained.rowsRead()).isGreaterThan(EACH * LIMIT);
    }

    @Test
    void eventsCostWhatTheyShow() {
        for (PageOrder order : PageOrder.values()) {
            costs("all", LIMIT, () -> events.list(Optional.empty(), Optional.empty(), order, 0, LIMIT));
            costs("behind", LIMIT, () -> events.list(Optional.empty(), Optional.empty(), order, ROWS / 2, LIMIT));
            costs(
                    "of a workflow",
                    4,
                    () -> events.list(Optional.of(new WorkflowId(77)), Optional.empty(), order, 0, LIMIT));
            costs(
                    "of a rare type",
                    4,
                    () -> events.list(
                            Optional.empty(), Optional.of(EventType.WORKFLOW_PAUSED.number()), order, 0, LIMIT));
            costs(
                    "of a type that never was",
                    0,
                    () -> events.list(
                            Optional.empty(), Optional.of(EventType.WORKFLOW_RESTARTED.number()), order, 0, LIMIT));
        }
    }

    private List<Workflow> list(
            Optional<CampaignId> campaign, Optional<WorkflowState> state, Optional<String> owner, long after) {
        return workflows.list(new Workflows.Choice(campaign, state, owner, Optional.empty(), after, LIMIT));
    }

    @Test
    void workflowsCostWhatTheyShow() {
        costs("all", LIMIT, () -> list(Optional.empty(), Optional.empty(), Optional.empty(), 0));
        costs("behind", LIMIT, () -> list(Optional.empty(), Optional.empty(), Optional.empty(), WORKFLOWS / 2));
        costs("of a campaign", 25, () -> list(Optional.of(new CampaignId(7)), Optional.empty(), Optional.empty(), 0));
        costs("paused", 10, () -> list(Optional.empty(), Optional.of(WorkflowState.PAUSED), Optional.empty(), 0));
        costs("running", 0, () -> list(Optional.empty(), Optional.of(WorkflowState.RUNNING), Optional.empty(), 0));
        costs("of a person", LIMIT, () -> list(Optional.empty(), Optional.empty(), Optional.of("person-7"), 0));
        costs("of nobody", 0, () -> list(Optional.empty(), Optional.empty(), Optional.of("nobody"), 0));
        costs("at work", 10, () -> workflows.atWork(LIMIT));
        costs(
                "by purpose",
                LIMIT,
                () -> workflows.list(new Workflows.Choice(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(WorkflowPurpose.PRODUCTION),
                        0,
                        LIMIT)));
    }

    @Test
    void campaignsCostWhatTheyShow() {
        costs("all", LIMIT, () -> campaigns.list(Optional.empty(), Optional.empty(), 0, LIMIT));
        costs("open", 4, () -> campaigns.list(Optional.of(CampaignStatus.OPEN), Optional.empty(), 0, LIMIT));
        costs("of a person", LIMIT, () -> campaigns.list(Optional.empty(), Optional.of("person-7"), 0, LIMIT));
        costs("of nobody", 0, () -> campaigns.list(Optional.empty(), Optional.of("nobody"), 0, LIMIT));
    }

    @Test
    void decisionsAndLogOfACampaignCostWhatTheyShow() {
        costs("decisions", 70, () -> decisions.of(new CampaignId(7)));
        costs("log", 50, () -> log.of(new CampaignId(7)));
    }

    @Test
    void incidentsCostWhatTheyShow() {
        costs("all", LIMIT, () -> incidents.page(Map.of()).rows());
        costs("open", 6, () -> incidents.page(Map.of("open", "true")).rows());
        costs("over", LIMIT, () -> incidents.page(Map.of("open", "false")).rows());
        costs(
                "of a rare source",
                4,
                () -> incidents.page(Map.of("source", "rare")).rows());
        costs(
                "of a workflow",
                20,
                () -> incidents.page(Map.of("subject", "w77")).rows());
        costs("of a stage", 10, () -> incidents.page(Map.of("subject", "w77s1")).rows());
        costs(
                "of nothing",
                0,
                () -> incidents.page(Map.of("subject", "nothing")).rows());
    }

    @Test
    void proposalsCostWhatTheyShow() {
        costs("all", LIMIT, () -> proposals.page(Map.of()).rows());
        costs(
                "of a kind",
                LIMIT,
                () -> proposals.page(Map.of("kind", "repairs")).rows());
        costs("refused", 5, () -> proposals.page(Map.of("state", "refused")).rows());
        costs("open", 0, () -> proposals.page(Map.of("state", "open")).rows());
    }
}
