package org.muster.webapp.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.proposal.ProposalState;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.InventoryChangeRow;
import org.muster.protocol.platform.InventoryProposalRow;
import org.muster.webapp.http.Paging;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proposed inventories and their differences as tables. */
@Component
public class InventoryViews {
    private final JdbcClient jdbc;

    InventoryViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param filters any of state, after, limit; the newest first */
    public Page<InventoryProposalRow> proposals(Map<String, String> filters) {
        Paging paging = Paging.of(filters);
        List<InventoryProposalRow> rows = jdbc.sql("""
                select p.*, (select count(*) from muster.inventory_change c where c.proposal_id = p.id) as changes
                from muster.inventory_proposal p
                where (cast(:state as text) is null or state = :state) and (:after = 0 or id < :after)
                order by id desc limit :limit
                """)
                .param("state", Paging.filter(filters, "state", ProposalState::of), Types.VARCHAR)
                .param("after", paging.after())
                .param("limit", paging.limit())
                .query(InventoryViews::proposal)
                .list();
        return paging.page(rows, InventoryProposalRow::proposal);
    }

    /** @param filters any of proposal, state, subject, name, after, limit */
    public Page<InventoryChangeRow> changes(Map<String, String> filters) {
        Paging paging = Paging.of(filters);
        List<InventoryChangeRow> rows = jdbc.sql("""
                select c.*, p.state from muster.inventory_change c join muster.inventory_proposal p on p.id = c.proposal_id
                where c.id > :after
                  and (cast(:proposal as integer) is null or c.proposal_id = :proposal)
                  and (cast(:state as text) is null or p.state = :state)
                  and (cast(:subject as text) is null or c.subject = :subject)
                  and (cast(:name as text) is null or c.name = :name)
                order by c.id limit :limit
                """)
                .param("after", paging.after())
                .param("proposal", Paging.filter(filters, "proposal", Integer::valueOf), Types.INTEGER)
                .param("state", Paging.filter(filters, "state", ProposalState::of), Types.VARCHAR)
                .param("subject", Paging.filter(filters, "subject", subject -> subject), Types.VARCHAR)
                .param("name", Paging.filter(filters, "name", name -> name), Types.VARCHAR)
                .param("limit", paging.limit())
                .query((row, number) -> new InventoryChangeRow(
                        row.getLong("id"),
                        row.getInt("proposal_id"),
                        ProposalState.of(row.getString("state")),
                        row.getString("subject"),
                        row.getString("name"),
                        row.getString("change"),
                        row.getString("text")))
                .list();
        return paging.page(rows, InventoryChangeRow::lineId);
    }

    private static InventoryProposalRow proposal(ResultSet row, int number) throws SQLException {
        return new InventoryProposalRow(
                row.getInt("id"),
                ProposalState.of(row.getString("state")),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                row.getInt("changes"),
                row.getString("decided_by"),
                time(row, "decided_at"),
                row.getString("comment"),
                time(row, "finished_at"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
