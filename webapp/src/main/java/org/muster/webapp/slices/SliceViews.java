package org.muster.webapp.slices;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.SliceBand;
import org.muster.domain.campaign.SliceState;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.SliceRef;
import org.muster.protocol.platform.SliceRow;
import org.muster.webapp.campaigns.Campaigns;
import org.muster.webapp.http.Maybe;
import org.muster.webapp.http.Paging;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.http.Word;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Slices of full productions as tables and pages show them: in the order of the plan. */
@Component
public class SliceViews {
    private final JdbcClient jdbc;
    private final Campaigns campaigns;

    SliceViews(JdbcClient jdbc, Campaigns campaigns) {
        this.jdbc = jdbc;
        this.campaigns = campaigns;
    }

    /** @param parameters any of state, band, workflow_state, after, limit */
    public Page<SliceRow> page(CampaignId campaign, Map<String, String> parameters) {
        if (campaigns.find(campaign).isEmpty()) {
            throw RefusedRequest.notFound("campaign " + campaign);
        }
        Paging paging = Paging.of(parameters);
        List<SliceRow> rows = jdbc.sql("""
                select s.*, w.id as workflow_id, w.state as workflow_state
                from muster.slice s
                left join muster.workflow w
                  on w.campaign_id = s.campaign_id and w.purpose = :production and w.plan_order = s.plan_order
                where s.campaign_id = :campaign and s.plan_order > :after
                  and (cast(:state as text) is null or s.state = :state)
                  and (cast(:band as text) is null or s.band = :band)
                  and (cast(:workflowState as text) is null or w.state = :workflowState)
                order by s.plan_order limit :limit
                """)
                .param("campaign", campaign.number())
                .param("production", WorkflowPurpose.PRODUCTION.toString())
                .param("after", paging.after())
                .param("limit", paging.limit())
                .param(
                        "state",
                        Paging.filter(parameters, "state", text -> Word.of(SliceState.class, text)),
                        Types.VARCHAR)
                .param("band", Paging.filter(parameters, "band", text -> Word.of(SliceBand.class, text)), Types.VARCHAR)
                .param(
                        "workflowState",
                        Paging.filter(parameters, "workflow_state", text -> Word.of(WorkflowState.class, text)),
                        Types.VARCHAR)
                .query(SliceViews::read)
                .list();
        return paging.page(rows, row -> row.slice().order());
    }

    private static SliceRow read(ResultSet row, int number) throws SQLException {
        return new SliceRow(
                new SliceRef(WorkflowPurpose.PRODUCTION, row.getInt("plan_order")),
                Word.of(SliceState.class, row.getString("state")),
                Word.of(SliceBand.class, row.getString("band")),
                row.getLong("jobs"),
                Maybe.time(row, "started_at"),
                Maybe.small(row, "workflow_id").map(WorkflowId::new),
                Maybe.text(row, "workflow_state").map(state -> WorkflowState.valueOf(state.toUpperCase(Locale.ROOT))));
    }
}
