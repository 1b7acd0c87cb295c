package org.muster.webapp.workflows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.Refinding;
import org.muster.protocol.control.StageOrder;
import org.muster.protocol.http.Json;
import org.muster.webapp.http.Maybe;

/** Workflows as they stand in their table. */
final class WorkflowRows {
    private WorkflowRows() {}

    static Workflow read(ResultSet row, int number) throws SQLException {
        return new Workflow(
                new WorkflowId(row.getInt("id")),
                Maybe.small(row, "campaign_id").map(CampaignId::new),
                Maybe.text(row, "campaign_name"),
                new Workflow.Draft(
                        purpose(row.getString("purpose")),
                        Maybe.small(row, "plan_order"),
                        Maybe.text(row, "sample"),
                        row.getString("description"),
                        row.getString("owner"),
                        row.getString("scope"),
                        row.getString("quota_name"),
                        row.getString("mql"),
                        refinding(row),
                        Maybe.small(row, "counters"),
                        row.getInt("counter_offset"),
                        Maybe.small(row, "events_per_job"),
                        stages(row.getString("stages"))),
                state(row.getString("state")),
                Maybe.text(row, "message"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Maybe.time(row, "submitted_at"),
                Maybe.time(row, "started_at"),
                Maybe.time(row, "finished_at"));
    }

    static WorkflowPurpose purpose(String text) {
        return WorkflowPurpose.valueOf(text.toUpperCase(Locale.ROOT));
    }

    static WorkflowState state(String text) {
        return WorkflowState.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Optional<Refinding> refinding(ResultSet row) throws SQLException {
        int seconds = row.getInt("refind_seconds");
        return Maybe.time(row, "refind_until").map(until -> new Refinding(seconds, until));
    }

    private static List<StageOrder> stages(String json) {
        try {
            return Json.mapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written by another version: " + json, e);
        }
    }
}
