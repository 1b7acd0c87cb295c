package org.muster.webapp.campaigns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.DecisionRow;
import org.muster.webapp.http.Maybe;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every decision at every gate. They are written once and never changed. */
@Repository
public class Decisions {
    /** Decisions of one campaign shown at most. */
    private static final int MAX_ROWS = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Decisions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A decision that is being taken. */
    public record Taken(
            Optional<CampaignId> campaign,
            Optional<WorkflowId> workflow,
            String gate,
            String decision,
            String decider,
            String role,
            Optional<String> meeting,
            Optional<String> comment,
            Map<String, String> numbersSeen) {}

    public void record(Taken taken) {
        jdbc.sql("""
                insert into muster.decision (campaign_id, workflow_id, gate, decision, decider, role, decided_at, meeting,
                  comment, numbers_seen)
                values (:campaign, :workflow, :gate, :decision, :decider, :role, :now, :meeting, :comment,
                  cast(:numbers as jsonb))
                """)
                .param("campaign", taken.campaign().map(CampaignId::number).orElse(null), Types.INTEGER)
                .param("workflow", taken.workflow().map(WorkflowId::number).orElse(null), Types.INTEGER)
                .param("gate", taken.gate())
                .param("decision", taken.decision())
                .param("decider", taken.decider())
                .param("role", taken.role())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("meeting", taken.meeting().orElse(null), Types.VARCHAR)
                .param("comment", taken.comment().orElse(null), Types.VARCHAR)
                .param("numbers", Json.text(taken.numbersSeen()))
                .update();
    }

    /** Oldest first; those about the campaign's workflows too. */
    public List<DecisionRow> of(CampaignId campaign) {
        return jdbc.sql("""
                select d.* from muster.decision d where d.campaign_id = :campaign
                union
                select d.* from muster.workflow w join muster.decision d on d.workflow_id = w.id
                where w.campaign_id = :campaign
                order by id limit :limit
                """)
                .param("campaign", campaign.number())
                .param("limit", MAX_ROWS)
                .query((row, number) -> new DecisionRow(
                        row.getString("gate"),
                        row.getString("decision"),
                        row.getString("decider"),
                        row.getString("role"),
                        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                        Maybe.text(row, "meeting"),
                        Maybe.text(row, "comment"),
                        read(row.getString("numbers_seen"))))
                .list();
    }

    /** How often a gate of a campaign was answered. */
    public long count(CampaignId campaign, String gate) {
        return jdbc.sql("select count(*) from muster.decision where campaign_id = :campaign and gate = :gate")
                .param("campaign", campaign.number())
                .param("gate", gate)
                .query(Long.class)
                .single();
    }

    /** Who answered a gate of a campaign last. */
    public Optional<String> lastDecider(CampaignId campaign, String gate) {
        return jdbc.sql("""
                select decider from muster.decision where campaign_id = :campaign and gate = :gate
                order by id desc limit 1
                """)
                .param("campaign", campaign.number())
                .param("gate", gate)
                .query(String.class)
                .optional();
    }

    private static Map<String, String> read(String json) {
        try {
            return Json.mapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written by another version: " + json, e);
        }
    }
}
