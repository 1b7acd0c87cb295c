package org.muster.webapp.repairs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.data.Did;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.workflow.StageRef;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.protocol.platform.RepairListRow;
import org.muster.protocol.platform.RepairOutcome;
import org.muster.protocol.platform.RepairRow;
import org.muster.webapp.http.Paging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Repair lists and repairs as tables. */
@Component
public class RepairViews {
    private final JdbcClient jdbc;

    RepairViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param filters any of state, after, limit; the newest first */
    public Page<RepairListRow> lists(Map<String, String> filters) {
        Paging paging = Paging.of(filters);
        List<RepairListRow> rows = jdbc.sql("""
                select l.*, t.* from muster.repair_list l, lateral (
                  select count(*) as files, coalesce(sum(size_bytes), 0) as bytes,
                    count(*) filter (where outcome = 'done') as done, count(*) filter (where outcome = 'failed') as failed
                  from muster.repair r where r.list_id = l.id) t
                where (cast(:state as text) is null or state = :state) and (:after = 0 or id < :after)
                order by id desc limit :limit
                """)
                .param("state", Paging.filter(filters, "state", ProposalState::of), Types.VARCHAR)
                .param("after", paging.after())
                .param("limit", paging.limit())
                .query(RepairViews::list)
                .list();
        return paging.page(rows, row -> row.list());
    }

    /** @param filters any of list, state, kind, outcome, workflow, did, dataset, after, limit; in the order of their finding */
    public Page<RepairRow> repairs(Map<String, String> filters) {
        Paging paging = Paging.of(filters);
        List<RepairRow> rows = jdbc.sql("""
                select r.*, l.state from muster.repair r join muster.repair_list l on l.id = r.list_id
                where r.id > :after
                  and (cast(:list as integer) is null or r.list_id = :list)
                  and (cast(:state as text) is null or l.state = :state)
                  and (cast(:kind as text) is null or r.kind = :kind)
                  and (cast(:outcome as text) is null or r.outcome = :outcome)
                  and (cast(:workflow as integer) is null or r.workflow_id = :workflow)
                  and (cast(:did as text) is null or r.did = :did)
                  and (cast(:dataset as text) is null or r.dataset = :dataset)
                order by r.id limit :limit
                """)
                .param("after", paging.after())
                .param("list", Paging.filter(filters, "list", Integer::valueOf), Types.INTEGER)
                .param("state", Paging.filter(filters, "state", ProposalState::of), Types.VARCHAR)
                .param("kind", Paging.filter(filters, "kind", DiscrepancyKind::of), Types.VARCHAR)
                .param("outcome", Paging.filter(filters, "outcome", RepairOutcome::of), Types.VARCHAR)
                .param(
                        "workflow",
                        Paging.filter(
                                filters, "workflow", id -> Integer.valueOf(id.startsWith("w") ? id.substring(1) : id)),
                        Types.INTEGER)
                .param("did", Paging.filter(filters, "did", Did::parse), Types.VARCHAR)
                .param("dataset", Paging.filter(filters, "dataset", Did::parse), Types.VARCHAR)
                .param("limit", paging.limit())
                .query(RepairViews::repair)
                .list();
        return paging.page(rows, RepairRow::repairId);
    }

    private static RepairListRow list(ResultSet row, int number) throws SQLException {
        return new RepairListRow(
                row.getInt("id"),
                ProposalState.of(row.getString("state")),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                row.getLong("files"),
                row.getLong("bytes"),
                row.getLong("done"),
                row.getLong("failed"),
                row.getString("decided_by"),
                time(row, "decided_at"),
                row.getString("comment"),
                time(row, "finished_at"));
    }

    private static RepairRow repair(ResultSet row, int number) throws SQLException {
        DiscrepancyKind kind = DiscrepancyKind.of(row.getString("kind"));
        return new RepairRow(
                row.getLong("id"),
                row.getInt("list_id"),
                ProposalState.of(row.getString("state")),
                kind,
                Did.parse(row.getString("did")),
                Did.parse(row.getString("dataset")),
                new StageRef(new WorkflowId(row.getInt("workflow_id")), row.getInt("stage_id")),
                row.getLong("output_id"),
                row.getLong("size_bytes"),
                row.getString("detail"),
                kind.repair(),
                row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                RepairOutcome.of(row.getString("outcome")),
                row.getString("problem"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
