package org.muster.webapp.allocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.control.WorkflowProgress;
import org.muster.protocol.http.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the allocator last said about each workflow. */
@Repository
class LastProgress {
    private final JdbcClient jdbc;

    LastProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<WorkflowId, WorkflowProgress> of(Collection<WorkflowId> workflows) {
        if (workflows.isEmpty()) {
            return Map.of();
        }
        List<Integer> numbers = workflows.stream().map(WorkflowId::number).toList();
        return jdbc
                .sql("select progress from muster.last_progress where workflow_id in (:ids)")
                .param("ids", numbers)
                .query(String.class)
                .list()
                .stream()
                .map(LastProgress::read)
                .collect(Collectors.toMap(WorkflowProgress::workflow, progress -> progress));
    }

    /** A workflow that is not one of ours is left out: the allocator may serve others too. */
    void remember(WorkflowProgress progress, Instant now) {
        jdbc.sql("""
                insert into muster.last_progress (workflow_id, read_at, progress)
                select id, :now, cast(:progress as jsonb) from muster.workflow where id = :id
                on conflict (workflow_id) do update set read_at = excluded.read_at, progress = excluded.progress
                """)
                .param("id", progress.workflow().number())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("progress", write(progress))
                .update();
    }

    private static String write(WorkflowProgress progress) {
        try {
            return Json.mapper().writeValueAsString(progress);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("progress is always JSON", e);
        }
    }

    private static WorkflowProgress read(String json) {
        try {
            return Json.mapper().readValue(json, WorkflowProgress.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written by another version: " + json, e);
        }
    }
}
