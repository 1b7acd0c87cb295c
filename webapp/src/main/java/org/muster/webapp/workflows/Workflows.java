package org.muster.webapp.workflows;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.event.EventType;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.Refinding;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.WorkflowOutcome;
import org.muster.webapp.http.Maybe;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** All workflows. */
@Repository
public class Workflows {
    /** The name is looked up row by row: to a join the planner may answer by reading all campaigns there ever were. */
    private static final String SELECT = """
            select w.*, (select c.name from muster.campaign c where c.id = w.campaign_id) as campaign_name
            from muster.workflow w
            """;

    private static final Set<WorkflowState> AT_WORK =
            EnumSet.of(WorkflowState.RUNNING, WorkflowState.PAUSED, WorkflowState.CHECKING, WorkflowState.FINISHING);

    private final JdbcClient jdbc;
    private final WorkflowEvents events;
    private final Clock clock;

    Workflows(JdbcClient jdbc, WorkflowEvents events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Which workflows: newest first, those before {@code after}; an empty filter takes all. */
    public record Choice(
            Optional<CampaignId> campaign,
            Optional<WorkflowState> state,
            Optional<String> owner,
            Optional<WorkflowPurpose> purpose,
            long after,
            int limit) {
        public static Choice ofCampaign(CampaignId campaign, int limit) {
            return new Choice(Optional.of(campaign), Optional.empty(), Optional.empty(), Optional.empty(), 0, limit);
        }
    }

    @Transactional
    public Workflow add(Optional<CampaignId> campaign, Workflow.Draft draft) {
        Instant now = clock.instant();
        Integer id = jdbc.sql("""
                insert into muster.workflow (campaign_id, purpose, plan_order, sample, description, owner, scope,
                  quota_name, state, mql, refind_seconds, refind_until, counters, counter_offset, events_per_job, stages, created_at)
                values (:campaign, :purpose, :order, :sample, :description, :owner, :scope, :quota, 'draft', :mql, :refindSeconds, :refindUntil,
                  :counters, :offset, :events, cast(:stages as jsonb), :now)
                returning id
                """)
                .param("campaign", campaign.map(CampaignId::number).orElse(null), Types.INTEGER)
                .param("purpose", draft.purpose().toString())
                .param("order", draft.planOrder().orElse(null), Types.INTEGER)
                .param("sample", draft.sample().orElse(null), Types.VARCHAR)
                .param("description", draft.description())
                .param("owner", draft.owner())
                .param("scope", draft.scope())
                .param("quota", draft.quotaName())
                .param("mql", draft.mql())
                .param(
                        "refindSeconds",
                        draft.refinding().map(Refinding::intervalSeconds).orElse(null),
                        Types.INTEGER)
                .param(
                        "refindUntil",
                        draft.refinding()
                                .map(each -> each.until().atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("counters", draft.counters().orElse(null), Types.INTEGER)
                .param("offset", draft.counterOffset())
                .param("events", draft.eventsPerJob().orElse(null), Types.INTEGER)
                .param("stages", Json.text(draft.stages()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
        WorkflowId workflow = new WorkflowId(id);
        events.add(
                workflow,
                EventType.WORKFLOW_CREATED,
                WorkflowEvents.Step.to(WorkflowState.DRAFT),
                draft.owner(),
                Optional.empty());
        draft.stages()
                .forEach(stage -> events.add(
                        workflow,
                        EventType.STAGE_CREATED,
                        WorkflowEvents.Step.NONE,
                        draft.owner(),
                        Optional.of("stage " + stage.stage())));
        return find(workflow).orElseThrow();
    }

    /** How it ended; empty before that. */
    Optional<WorkflowOutcome> outcome(WorkflowId workflow) {
        return jdbc.sql("select outcome from muster.workflow where id = :id and outcome is not null")
                .param("id", workflow.number())
                .query(String.class)
                .optional()
                .map(Workflows::outcome);
    }

    void ended(WorkflowId workflow, WorkflowOutcome outcome) {
        jdbc.sql("update muster.workflow set outcome = cast(:outcome as jsonb), message = :text where id = :id")
                .param("outcome", Json.text(outcome))
                .param("text", outcome.text())
                .param("id", workflow.number())
                .update();
    }

    private static WorkflowOutcome outcome(String json) {
        try {
            return Json.mapper().readValue(json, WorkflowOutcome.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written by another version: " + json, e);
        }
    }

    public Optional<Workflow> find(WorkflowId workflow) {
        return jdbc.sql(SELECT + " where w.id = :id")
                .param("id", workflow.number())
                .query(WorkflowRows::read)
                .optional();
    }

    /** Those of them that are running. */
    List<WorkflowId> running(Collection<WorkflowId> among) {
        return jdbc.sql("select id from muster.workflow where id = any(?) and state = ? order by id")
                .param(among.stream().map(WorkflowId::number).toArray(Integer[]::new))
                .param(WorkflowState.RUNNING.toString())
                .query((row, number) -> new WorkflowId(row.getInt("id")))
                .list();
    }

    public Optional<Workflow> made(CampaignId campaign, WorkflowPurpose purpose, int order) {
        return jdbc.sql(SELECT + " where w.campaign_id = :campaign and w.purpose = :purpose and w.plan_order = :order")
                .param("campaign", campaign.number())
                .param("purpose", purpose.toString())
                .param("order", order)
                .query(WorkflowRows::read)
                .optional();
    }

    /** All workflows of these campaigns. */
    public List<Standing> standing(Collection<CampaignId> campaigns) {
        return jdbc.sql("""
                select id, campaign_id, purpose, state, counters from muster.workflow
                where campaign_id = any(?) order by id
                """)
                .param(campaigns.stream().map(CampaignId::number).toArray(Integer[]::new))
                .query((row, number) -> new Standing(
                        new WorkflowId(row.getInt("id")),
                        new CampaignId(row.getInt("campaign_id")),
                        WorkflowRows.purpose(row.getString("purpose")),
                        WorkflowRows.state(row.getString("state")),
                        Maybe.small(row, "counters")))
                .list();
    }

    /** Which workflow carries out which row of the campaign's plan. */
    public Map<PlanPlace, WorkflowId> made(CampaignId campaign) {
        Map<PlanPlace, WorkflowId> made = new HashMap<>();
        jdbc.sql("""
                select id, purpose, plan_order from muster.workflow
                where campaign_id = :campaign and plan_order is not null
                """).param("campaign", campaign.number()).query(row -> {
            made.put(
                    new PlanPlace(WorkflowRows.purpose(row.getString("purpose")), row.getInt("plan_order")),
                    new WorkflowId(row.getInt("id")));
        });
        return made;
    }

    /** A row of a plan. */
    public record PlanPlace(WorkflowPurpose purpose, int order) {}

    public List<Workflow> list(Choice choice) {
        return jdbc.sql(SELECT + """
                 where (cast(:campaign as integer) is null or w.campaign_id = :campaign)
                   and (cast(:state as text) is null or w.state = :state)
                   and (cast(:owner as text) is null or w.owner = :owner)
                   and (cast(:purpose as text) is null or w.purpose = :purpose)
                   and (:after = 0 or w.id < :after)
                 order by w.id desc limit :limit
                """)
                .param("campaign", choice.campaign().map(CampaignId::number).orElse(null), Types.INTEGER)
                .param("state", choice.state().map(WorkflowState::toString).orElse(null), Types.VARCHAR)
                .param("owner", choice.owner().orElse(null), Types.VARCHAR)
                .param(
                        "purpose",
                        choice.purpose().map(WorkflowPurpose::toString).orElse(null),
                        Types.VARCHAR)
                .param("after", choice.after())
                .param("limit", choice.limit())
                .query(WorkflowRows::read)
                .list();
    }

    /** How many at work are in each state; states without one are left out. Those that are over, ever more, are not read. */
    Map<WorkflowState, Long> countsAtWork() {
        Map<WorkflowState, Long> counts = new EnumMap<>(WorkflowState.class);
        jdbc.sql("select state, count(*) from muster.workflow where state in (:states) group by state")
                .param("states", AT_WORK.stream().map(WorkflowState::toString).toList())
                .query(row -> {
                    counts.put(WorkflowRows.state(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    /** Those of which the allocator may have jobs that live, the newest first. */
    List<WorkflowId> atWork(int limit) {
        return jdbc.sql("select id from muster.workflow where state in (:states) order by id desc limit :limit")
                .param("states", AT_WORK.stream().map(WorkflowState::toString).toList())
                .param("limit", limit)
                .query((row, number) -> new WorkflowId(row.getInt(1)))
                .list();
    }

    /** Counters that repetitions beyond the plan have taken of a sample. */
    public long repeatedCounters(CampaignId campaign, String sample, long planned) {
        return jdbc.sql("""
                select coalesce(sum(counters), 0) from muster.workflow
                where campaign_id = :campaign and sample = :sample and counter_offset >= :planned
                """)
                .param("campaign", campaign.number())
                .param("sample", sample)
                .param("planned", planned)
                .query(Long.class)
                .single();
    }
}
