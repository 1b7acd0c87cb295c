package org.muster.webapp.slices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.CampaignStatus;
import org.muster.domain.campaign.CampaignStep;
import org.muster.domain.campaign.SliceBand;
import org.muster.domain.campaign.SliceState;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.webapp.http.Word;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The slices of full productions. How far one is that was started, its workflow says. */
@Repository
class KeptSlices {
    private static final String ADD = """
            insert into muster.slice (campaign_id, plan_order, band, jobs, state, offered_at) values (?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String FROM = """
            from muster.slice s
            left join muster.workflow w
              on w.campaign_id = s.campaign_id and w.purpose = :production and w.plan_order = s.plan_order
            """;

    private static final String OVER = " (s.state = :started and (w.state = :finished or w.state = :deleted)) ";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    KeptSlices(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** One slice as it is kept. */
    record Kept(SliceState state, SliceBand band) {}

    private record Unfinished(
            CampaignId campaign, int agreed, Kept kept, SliceInLine slice, Optional<SliceAtWork> atWork) {}

    void add(CampaignId campaign, List<SliceInLine> slices) {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        batches.batchUpdate(
                ADD,
                slices.stream()
                        .map(slice -> new Object[] {
                            campaign.number(),
                            slice.order(),
                            SliceBand.NORMAL.toString(),
                            slice.jobs(),
                            SliceState.WAITING.toString(),
                            now
                        })
                        .toList());
    }

    /** With a lock until the transaction ends. */
    Optional<Kept> lock(CampaignId campaign, int order) {
        return jdbc.sql("""
                select state, band from muster.slice where campaign_id = :campaign and plan_order = :order for update
                """)
                .param("campaign", campaign.number())
                .param("order", order)
                .query((row, number) -> kept(row, "state"))
                .optional();
    }

    void change(CampaignId campaign, int order, Kept kept) {
        jdbc.sql("""
                update muster.slice
                set state = :state, band = :band,
                  started_at = case when :state = 'started' then coalesce(started_at, cast(:now as timestamptz)) end
                where campaign_id = :campaign and plan_order = :order
                """)
                .param("campaign", campaign.number())
                .param("order", order)
                .param("state", kept.state().toString())
                .param("band", kept.band().toString())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Of every campaign in its full production, in one question. */
    List<Production> unfinished() {
        Map<CampaignId, List<Unfinished>> byCampaign = new LinkedHashMap<>();
        producing("""
                select s.*, c.max_running_jobs, w.id as workflow_id, w.state as workflow_state
                """ + FROM + """
                join muster.campaign c on c.id = s.campaign_id
                where c.status = :open and c.step = :step and not
                """ + OVER + " order by s.campaign_id, s.plan_order")
                .query(KeptSlices::read)
                .list()
                .forEach(slice -> byCampaign
                        .computeIfAbsent(slice.campaign(), campaign -> new ArrayList<>())
                        .add(slice));
        return byCampaign.values().stream().map(KeptSlices::production).toList();
    }

    /** Campaigns in their full production whose slices are all over. */
    List<CampaignId> ended() {
        return producing("""
                select c.id from muster.campaign c
                where c.status = :open and c.step = :step
                  and exists (select 1 from muster.slice s where s.campaign_id = c.id)
                  and not exists (select 1
                """ + FROM + " where s.campaign_id = c.id and not" + OVER + ") order by c.id")
                .query((row, number) -> new CampaignId(row.getInt("id")))
                .list();
    }

    private JdbcClient.StatementSpec producing(String sql) {
        return jdbc.sql(sql)
                .param("open", CampaignStatus.OPEN.toString())
                .param("step", CampaignStep.FULL_PRODUCTION.toString())
                .param("production", WorkflowPurpose.PRODUCTION.toString())
                .param("started", SliceState.STARTED.toString())
                .param("finished", WorkflowState.FINISHED.toString())
                .param("deleted", WorkflowState.DELETED.toString());
    }

    private static Production production(List<Unfinished> slices) {
        List<SliceInLine> line = new ArrayList<>();
        for (SliceBand band : SliceBand.values()) {
            slices.stream()
                    .filter(each -> each.kept().equals(new Kept(SliceState.WAITING, band)))
                    .forEach(each -> line.add(each.slice()));
        }
        return new Production(
                slices.get(0).campaign(),
                slices.get(0).agreed(),
                slices.stream().flatMap(each -> each.atWork().stream()).toList(),
                line);
    }

    private static Unfinished read(ResultSet row, int number) throws SQLException {
        Kept kept = kept(row, "state");
        long jobs = row.getLong("jobs");
        return new Unfinished(
                new CampaignId(row.getInt("campaign_id")),
                row.getInt("max_running_jobs"),
                kept,
                new SliceInLine(row.getInt("plan_order"), jobs),
                kept.state() == SliceState.STARTED
                        ? Optional.of(new SliceAtWork(
                                new WorkflowId(row.getInt("workflow_id")),
                                WorkflowState.valueOf(
                                        row.getString("workflow_state").toUpperCase(Locale.ROOT)),
                                jobs,
                                row.getObject("started_at", OffsetDateTime.class)
                                        .toInstant()))
                        : Optional.empty());
    }

    private static Kept kept(ResultSet row, String state) throws SQLException {
        return new Kept(
                Word.of(SliceState.class, row.getString(state)), Word.of(SliceBand.class, row.getString("band")));
    }
}
