package org.muster.protocol.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.muster.domain.proposal.ProposalId;
import org.muster.protocol.http.Json;

/**
 * What was approved, for the worker that carries it out.
 *
 * @param content what belongs to no single line
 * @param waiting the first lines that have no result yet, at most {@link #MAX_LINES}
 */
public record ApprovedProposal(ProposalId proposal, String kind, JsonNode content, List<Line> waiting) {
    public static final int MAX_LINES = 200;

    public ApprovedProposal {
        waiting = List.copyOf(waiting);
    }

    /** One line as it was found. */
    public record Line(long line, JsonNode content) {
        public <L> L as(Class<L> type) {
            return Json.mapper().convertValue(content, type);
        }
    }

    public <C> C contentAs(Class<C> type) {
        return Json.mapper().convertValue(content, type);
    }
}
