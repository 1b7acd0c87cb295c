package org.muster.webapp.proposals;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.proposal.ProposalState;
import org.muster.protocol.http.Json;
import org.muster.protocol.http.Page;
import org.muster.protocol.platform.LineOutcome;
import org.muster.protocol.platform.ProposalDetail;
import org.muster.protocol.platform.ProposalLine;
import org.muster.protocol.platform.ProposalRow;
import org.muster.webapp.http.Maybe;
import org.muster.webapp.http.Paging;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.http.Word;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Proposals and their lines as tables. */
@Component
public class ProposalViews {
    private static final String ROWS = """
            select p.*, l.* from muster.proposal p, lateral (
              select count(*) as lines, count(*) filter (where outcome = 'done') as done,
                count(*) filter (where outcome = 'failed') as failed
              from muster.proposal_line l where l.proposal_id = p.id) l
            """;

    private final JdbcClient jdbc;
    private final ProposalKinds kinds;

    ProposalViews(JdbcClient jdbc, ProposalKinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
    }

    /** @param filters any of kind, state, after, limit; the newest first */
    public Page<ProposalRow> page(Map<String, String> filters) {
        Paging paging = Paging.of(filters);
        List<ProposalRow> rows = jdbc.sql(ROWS + """
                where (cast(:kind as text) is null or kind = :kind)
                  and (cast(:state as text) is null or state = :state) and (:after = 0 or id < :after)
                order by id desc limit :limit
                """)
                .param("kind", Paging.filter(filters, "kind", kind -> kind), Types.VARCHAR)
                .param("state", Paging.filter(filters, "state", ProposalState::of), Types.VARCHAR)
                .param("after", paging.after())
                .param("limit", paging.limit())
                .query(ProposalViews::row)
                .list();
        return paging.page(rows, row -> row.proposal().number());
    }

    /** @throws org.muster.protocol.http.ApiRefused if there is none */
    public ProposalDetail detail(ProposalId proposal) {
        ProposalRow row = jdbc.sql(ROWS + "where id = :id")
                .param("id", proposal.number())
                .query(ProposalViews::row)
                .optional()
                .orElseThrow(() -> RefusedRequest.notFound("proposal " + proposal));
        return detail(row, kinds.get(row.kind()));
    }

    private <L> ProposalDetail detail(ProposalRow row, ProposalKind<?, L> kind) {
        List<L> lines = jdbc.sql("select content from muster.proposal_line where proposal_id = :id order by id")
                .param("id", row.proposal().number())
                .query((line, number) -> line(kind, line))
                .list();
        ProposalKind.Facts<?, L> facts = kind.facts();
        return new ProposalDetail(row, facts.question(), facts.decider().group(), facts.effect(), kind.text(lines));
    }

    private static <L> L line(ProposalKind<?, L> kind, ResultSet row) throws SQLException {
        return Json.mapper()
                .convertValue(RowValues.json(row, "content"), kind.facts().line());
    }

    private static <L> String text(ProposalKind<?, L> kind, ResultSet row) throws SQLException {
        return kind.read(line(kind, row)).text();
    }

    /** @param filters any of proposal, kind, state, what, about, outcome, after, limit; in the order of their finding */
    public Page<ProposalLine> lines(Map<String, String> filters) {
        Paging paging = Paging.of(filters);
        List<ProposalLine> rows = jdbc.sql("""
                select l.*, p.kind, p.state from muster.proposal_line l join muster.proposal p on p.id = l.proposal_id
                where l.id > :after
                  and (cast(:proposal as integer) is null or l.proposal_id = :proposal)
                  and (cast(:kind as text) is null or p.kind = :kind)
                  and (cast(:state as text) is null or p.state = :state)
                  and (cast(:what as text) is null or l.what = :what)
                  and (cast(:about as text) is null or :about = any(l.about))
                  and (cast(:outcome as text) is null or l.outcome = :outcome)
                order by l.id limit :limit
                """)
                .param("after", paging.after())
                .param(
                        "proposal",
                        Paging.filter(
                                filters, "proposal", id -> ProposalId.parse(id).number()),
                        Types.INTEGER)
                .param("kind", Paging.filter(filters, "kind", kind -> kind), Types.VARCHAR)
                .param("state", Paging.filter(filters, "state", ProposalState::of), Types.VARCHAR)
                .param("what", Paging.filter(filters, "what", what -> what), Types.VARCHAR)
                .param("about", Paging.filter(filters, "about", about -> about), Types.VARCHAR)
                .param(
                        "outcome",
                        Paging.filter(filters, "outcome", text -> Word.of(LineOutcome.class, text)),
                        Types.VARCHAR)
                .param("limit", paging.limit())
                .query(this::lineRow)
                .list();
        return paging.page(rows, ProposalLine::line);
    }

    private static ProposalRow row(ResultSet row, int number) throws SQLException {
        return new ProposalRow(
                new ProposalId(row.getInt("id")),
                row.getString("kind"),
                ProposalState.of(row.getString("state")),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                row.getInt("lines"),
                row.getInt("done"),
                row.getInt("failed"),
                Maybe.text(row, "decided_by"),
                Maybe.time(row, "decided_at"),
                Maybe.text(row, "comment"),
                Maybe.time(row, "finished_at"));
    }

    private ProposalLine lineRow(ResultSet row, int number) throws SQLException {
        String kind = row.getString("kind");
        return new ProposalLine(
                row.getLong("id"),
                new ProposalId(row.getInt("proposal_id")),
                kind,
                ProposalState.of(row.getString("state")),
                row.getString("what"),
                RowValues.texts(row, "about"),
                text(kinds.get(kind), row),
                Word.of(LineOutcome.class, row.getString("outcome")),
                Maybe.text(row, "problem"));
    }
}
