package org.muster.webapp.workflows;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.muster.domain.event.EventType;
import org.muster.domain.workflow.WorkflowId;
import org.muster.domain.workflow.WorkflowState;
import org.muster.domain.workflow.WorkflowTrigger;
import org.muster.protocol.platform.WorkflowOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves workflows. Only their process calls this, and what takes the process away, from inside the engine's transaction, so that
 * the state and the place of the process never differ.
 */
@Component
public class WorkflowMoves {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowMoves.class);

    private final JdbcClient jdbc;
    private final WorkflowEvents events;
    private final Workflows workflows;
    private final WorkflowEnd end;
    private final Clock clock;

    WorkflowMoves(JdbcClient jdbc, WorkflowEvents events, Workflows workflows, WorkflowEnd end, Clock clock) {
        this.workflows = workflows;
        this.end = end;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param actor who caused it
     * @param message why, if a person or rule said so
     * @param pausedAs what a pause is among the events
     * @throws IllegalStateException if there is no such move: a defect of the model, and the engine's step is undone
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public WorkflowState move(
            WorkflowId workflow, WorkflowTrigger trigger, String actor, Optional<String> message, EventType pausedAs) {
        WorkflowState from = jdbc.sql("select state from muster.workflow where id = :id for update")
                .param("id", workflow.number())
                .query(String.class)
                .optional()
                .map(state -> WorkflowState.valueOf(state.toUpperCase(Locale.ROOT)))
                .orElseThrow(() -> new IllegalStateException("no workflow " + workflow));
        WorkflowState to = WorkflowState.TRANSITIONS.require(from, trigger);
        Instant now = clock.instant();
        jdbc.sql("""
                update muster.workflow set state = :state, message = :message,
                  submitted_at = case when :trigger = 'SUBMIT' then :now else submitted_at end,
                  started_at = case when :trigger = 'START' then :now else started_at end,
                  finished_at = case when :trigger in ('CLOSE', 'REFUSE', 'DELETE', 'WITHDRAW') then :now else finished_at end
                where id = :id
                """)
                .param("id", workflow.number())
                .param("state", to.toString())
                .param("message", message.orElse(null), Types.VARCHAR)
                .param("trigger", trigger.name())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        Optional<String> why = trigger == WorkflowTrigger.CLOSE ? Optional.of(ended(workflow)) : message;
        WorkflowEvents.Step step = new WorkflowEvents.Step(Optional.of(from), Optional.of(to));
        events.add(workflow, type(trigger, pausedAs), step, actor, why);
        return to;
    }

    private String ended(WorkflowId workflow) {
        WorkflowOutcome outcome = end.of(workflow);
        workflows.ended(workflow, outcome);
        LOG.info("{} is finished. {}", workflow, outcome.text());
        return outcome.text();
    }

    private static EventType type(WorkflowTrigger trigger, EventType pausedAs) {
        return switch (trigger) {
            case SUBMIT -> EventType.WORKFLOW_SUBMITTED;
            case START -> EventType.WORKFLOW_STARTED_BY_FINDER;
            case PAUSE -> pausedAs;
            case RESUME -> EventType.WORKFLOW_RESTARTED;
            case FINISH -> EventType.WORKFLOW_FINISHED_BY_USER;
            case CLOSE -> EventType.WORKFLOW_FINISHED_BY_FINDER;
            case WITHDRAW -> EventType.WORKFLOW_WITHDRAWN;
            // justIN has no number for these; the row still says from where to where.
            case APPROVE, REFUSE, DELETE, DRAIN, OUTPUTS_ACCOUNTED -> EventType.UNDEFINED;
        };
    }
}
