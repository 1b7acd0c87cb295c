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
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the allocator last said about each workflow. */
@Repository
class LastProgress {
    /** A workflow that is not one of ours is left out: the allocator may serve others too. */
    private static final String REMEMBER = """
            insert into muster.last_progress (workflow_id, read_at, progress, settled)
            select id, ?, cast(? as jsonb), ? from muster.workflow where id = ?
            on conflict (workflow_id) do update
            set read_at = excluded.read_at, progress = excluded.progress, settled = excluded.settled
            """;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    LastProgress(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    Map<WorkflowId, WorkflowProgress> of(Collection<WorkflowId> workflows) {
        if (workflows.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select progress from muster.last_progress where workflow_id = any(?)")
                .param(workflows.stream().map(WorkflowId::number).toArray(Integer[]::new))
                .query(String.class)
                .list()
                .stream()
                .map(LastProgress::read)
                .collect(Collectors.toMap(WorkflowProgress::workflow, progress -> progress));
    }

    /** Those about which something may still change, behind this one. */
    List<WorkflowId> unsettled(int after, int limit) {
        return jdbc.sql("""
                select workflow_id from muster.last_progress
                where not settled and workflow_id > :after order by workflow_id limit :limit
                """)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new WorkflowId(row.getInt(1)))
                .list();
    }

    void remember(Collection<WorkflowProgress> progress, Instant now) {
        batches.batchUpdate(
                REMEMBER,
                progress.stream()
                        .map(each -> new Object[] {
                            now.atOffset(ZoneOffset.UTC),
                            Json.text(each),
                            KnownProgress.settled(each),
                            each.workflow().number()
                        })
                        .toList());
    }

    private static WorkflowProgress read(String json) {
        try {
            return Json.mapper().readValue(json, WorkflowProgress.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written by another version: " + json, e);
        }
    }
}
