package org.muster.webapp.proposals;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.proposal.ProposalTrigger;
import org.muster.protocol.http.Json;
import org.muster.protocol.platform.ApprovedProposal;
import org.muster.protocol.platform.LineResult;
import org.muster.webapp.http.RefusedRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All proposals with their lines. */
@Repository
public class Proposals {
    private final JdbcClient jdbc;
    private final Clock clock;

    Proposals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Open(ProposalId proposal, Set<String> fingerprints) {}

    /** Keeps others from opening or withdrawing one until the transaction ends. */
    void lock() {
        jdbc.sql("lock table muster.proposal in share row exclusive mode").update();
    }

    Optional<Open> open(String kind) {
        return jdbc.sql("""
                select id, array(select fingerprint from muster.proposal_line where proposal_id = p.id) as fingerprints
                from muster.proposal p where kind = :kind and state = 'open'
                """)
                .param("kind", kind)
                .query((row, number) ->
                        new Open(new ProposalId(row.getInt("id")), new HashSet<>(RowValues.texts(row, "fingerprints"))))
                .optional();
    }

    /**
     * Up to when each was dealt with: what was carried out until then, and without end what was refused or in vain since {@code
     * since} or is being carried out.
     */
    Map<String, Instant> settled(String kind, Collection<String> fingerprints, Optional<Instant> since) {
        Map<String, Instant> settled = new HashMap<>();
        jdbc.sql("""
                select l.fingerprint, max(l.settled_at) as settled_at,
                  bool_or(p.state = 'approved' and l.outcome = 'waiting'
                    or p.state = 'refused' and (cast(:since as timestamptz) is null or p.decided_at > :since)
                    or l.outcome = 'failed' and (cast(:since as timestamptz) is null or l.settled_at > :since)) as quiet
                from muster.proposal_line l join muster.proposal p on p.id = l.proposal_id
                where p.kind = :kind and l.fingerprint = any(:fingerprints)
                  and (p.state in ('approved', 'refused') or l.outcome <> 'waiting')
                group by l.fingerprint
                """)
                .param("kind", kind)
                .param(
                        "since",
                        since.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("fingerprints", fingerprints.toArray(String[]::new))
                .query(row -> {
                    OffsetDateTime at = row.getObject("settled_at", OffsetDateTime.class);
                    if (row.getBoolean("quiet")) {
                        settled.put(row.getString("fingerprint"), Instant.MAX);
                    } else if (at != null) {
                        settled.put(row.getString("fingerprint"), at.toInstant());
                    }
                });
        return settled;
    }

    <F, L> ProposalId add(ProposalKind<F, L> kind, F found, List<L> lines) {
        Function<L, String> fingerprint = kind.fingerprints(found);
        int proposal = jdbc.sql("""
                insert into muster.proposal (kind, state, content, found_at)
                values (:kind, 'open', cast(:content as jsonb), :now) returning id
                """)
                .param("kind", kind.facts().name())
                .param("content", kind.content(found).toString())
                .param("now", now())
                .query(Integer.class)
                .single();
        jdbc.sql("""
                insert into muster.proposal_line (proposal_id, fingerprint, what, about, content)
                select :proposal, fingerprint, what, about, content
                from jsonb_to_recordset(cast(:rows as jsonb)) as r (fingerprint text, what text, about text[], content jsonb)
                """)
                .param("proposal", proposal)
                .param(
                        "rows",
                        json(lines.stream()
                                .map(line -> row(line, kind.read(line), fingerprint.apply(line)))
                                .toList()))
                .update();
        return new ProposalId(proposal);
    }

    private static <L> Map<String, Object> row(L line, ProposalKind.Reading read, String fingerprint) {
        return Map.of("fingerprint", fingerprint, "what", read.what(), "about", read.about(), "content", line);
    }

    /** What belongs to no line, and nobody decides, may have changed in those that are still true as a whole. */
    void refresh(String kind, Collection<String> fingerprints, JsonNode content) {
        jdbc.sql("""
                update muster.proposal p set content = cast(:content as jsonb)
                where kind = :kind and state in ('open', 'approved') and not exists (
                  select from muster.proposal_line where proposal_id = p.id and fingerprint <> all(:fingerprints))
                """)
                .param("content", content.toString())
                .param("kind", kind)
                .param("fingerprints", fingerprints.toArray(String[]::new))
                .update();
    }

    void withdraw(ProposalId proposal) {
        move(proposal, ProposalTrigger.WITHDRAW, "finished_at = :now", Map.of());
    }

    /** False if there is nothing to decide any more. */
    public boolean decide(ProposalId proposal, ProposalTrigger decision, String decider, String comment) {
        return move(
                proposal,
                decision,
                "decided_at = :now, decided_by = :decider, comment = nullif(:comment, '')",
                Map.of("decider", decider, "comment", comment));
    }

    /** Lines without a result were carried out with the rest. */
    public void finish(ProposalId proposal) {
        if (move(proposal, ProposalTrigger.FINISH, "finished_at = :now", Map.of())) {
            jdbc.sql("""
                    update muster.proposal_line set outcome = 'done', settled_at = :now
                    where proposal_id = :id and outcome = 'waiting'
                    """).param("now", now()).param("id", proposal.number()).update();
        }
    }

    private boolean move(ProposalId proposal, ProposalTrigger trigger, String set, Map<String, String> values) {
        return ProposalState.TRANSITIONS.edges().stream()
                .filter(edge -> edge.trigger() == trigger)
                .anyMatch(edge ->
                        jdbc.sql("update muster.proposal set state = :to, " + set + " where id = :id and state = :from")
                                        .param("to", edge.to().toString())
                                        .param("from", edge.from().toString())
                                        .param("now", now())
                                        .param("id", proposal.number())
                                        .params(values)
                                        .update()
                                == 1);
    }

    /** The first result of a line counts, and only of what was approved. */
    void carriedOut(ProposalId proposal, List<LineResult> results) {
        jdbc.sql("""
                update muster.proposal_line l set outcome = x.outcome, problem = x.problem, settled_at = :now
                from jsonb_to_recordset(cast(:rows as jsonb)) as x (line bigint, outcome text, problem text),
                  muster.proposal p
                where l.id = x.line and l.outcome = 'waiting' and p.id = l.proposal_id and p.id = :id
                  and p.state = 'approved'
                """)
                .param("now", now())
                .param("id", proposal.number())
                .param(
                        "rows",
                        json(results.stream()
                                .map(result -> Map.of(
                                        "line", result.line(),
                                        "outcome", result.outcome(),
                                        "problem", result.problem()))
                                .toList()))
                .update();
    }

    ApprovedProposal approved(ProposalId proposal) {
        List<ApprovedProposal.Line> waiting = jdbc.sql("""
                select id, content from muster.proposal_line
                where proposal_id = :id and outcome = 'waiting' order by id limit :limit
                """)
                .param("id", proposal.number())
                .param("limit", ApprovedProposal.MAX_LINES)
                .query((row, number) -> new ApprovedProposal.Line(row.getLong("id"), RowValues.json(row, "content")))
                .list();
        return jdbc.sql("select kind, content from muster.proposal where id = :id and state = 'approved'")
                .param("id", proposal.number())
                .query((row, number) ->
                        new ApprovedProposal(proposal, row.getString("kind"), RowValues.json(row, "content"), waiting))
                .optional()
                .orElseThrow(() -> RefusedRequest.conflict("No proposal " + proposal + " is being carried out."));
    }

    /** One that was found before all kinds had one table, by what its process was called then, such as {@code r3}. */
    public Optional<ProposalId> formerly(String key) {
        return jdbc.sql("select id from muster.proposal where former_key = :key")
                .param("key", key)
                .query(Integer.class)
                .optional()
                .map(ProposalId::new);
    }

    private static String json(Object rows) {
        return Json.mapper().valueToTree(rows).toString();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
