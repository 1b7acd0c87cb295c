package org.muster.webapp.workflows;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.muster.domain.event.EventType;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.protocol.control.EventRow;
import org.muster.protocol.http.PageOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** One row for each move of a workflow, written in the transaction of the move. */
@Repository
class WorkflowEvents {
    private final JdbcClient jdbc;
    private final Clock clock;

    WorkflowEvents(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** From which state to which; what happens to a workflow need not move it. */
    record Step(Optional<WorkflowState> from, Optional<WorkflowState> to) {
        static final Step NONE = new Step(Optional.empty(), Optional.empty());

        static Step to(WorkflowState first) {
            return new Step(Optional.empty(), Optional.of(first));
        }
    }

    void add(WorkflowId workflow, EventType type, Step step, String actor, Optional<String> message) {
        jdbc.sql("""
                insert into muster.workflow_event (occurred_at, workflow_id, type, from_state, to_state, actor, message)
                values (:now, :workflow, :type, :from, :to, :actor, :message)
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("workflow", workflow.number())
                .param("type", type.number())
                .param("from", step.from().map(WorkflowState::toString).orElse(null), Types.VARCHAR)
                .param("to", step.to().map(WorkflowState::toString).orElse(null), Types.VARCHAR)
                .param("actor", actor)
                .param("message", message.orElse(null), Types.VARCHAR)
                .update();
    }

    /** Those behind one of them, 0 for the first page. Their ids are negative, so that they never meet the allocator's. */
    List<EventRow> list(Optional<WorkflowId> workflow, Optional<Integer> type, PageOrder order, long after, int limit) {
        boolean oldest = order == PageOrder.OLDEST;
        String sql = String.format(Locale.ROOT, """
                select id, occurred_at, workflow_id, type from muster.workflow_event
                where (:after = 0 or id %s :after)
                  and (cast(:workflow as integer) is null or workflow_id = :workflow)
                  and (cast(:type as integer) is null or type = :type)
                order by id %s limit :limit
                """, oldest ? ">" : "<", oldest ? "asc" : "desc");
        return jdbc.sql(sql)
                .param("workflow", workflow.map(WorkflowId::number).orElse(null), Types.INTEGER)
                .param("type", type.orElse(null), Types.INTEGER)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new EventRow(
                        -row.getLong("id"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getInt("type"),
                        EventType.of(row.getInt("type")).map(EventType::name).orElse(""),
                        new WorkflowId(row.getInt("workflow_id")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .list();
    }
}
