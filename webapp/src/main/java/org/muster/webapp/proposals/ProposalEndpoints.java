package org.muster.webapp.proposals;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.domain.proposal.ProposalId;
import org.muster.protocol.platform.ApprovedProposal;
import org.muster.protocol.platform.LineResult;
import org.muster.protocol.platform.ProposalDetail;
import org.muster.protocol.platform.ProposalLine;
import org.muster.protocol.platform.ProposalRow;
import org.muster.webapp.http.KeptBody;
import org.muster.webapp.http.LongTable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Proposals over HTTP. They are decided in Tasklist, not here. */
@RestController
@RequestMapping("/api/proposals")
class ProposalEndpoints {
    private final ProposalViews views;
    private final Proposals proposals;
    private final Propose propose;
    private final ProposalKinds kinds;
    private final MappingJackson2HttpMessageConverter bodies;

    ProposalEndpoints(
            ProposalViews views,
            Proposals proposals,
            Propose propose,
            ProposalKinds kinds,
            MappingJackson2HttpMessageConverter bodies) {
        this.views = views;
        this.proposals = proposals;
        this.propose = propose;
        this.kinds = kinds;
        this.bodies = bodies;
    }

    @GetMapping
    LongTable<ProposalRow> page(@RequestParam Map<String, String> filters) {
        return LongTable.of(filters, views::page);
    }

    @GetMapping("/lines")
    LongTable<ProposalLine> lines(@RequestParam Map<String, String> filters) {
        return LongTable.of(filters, views::lines);
    }

    @GetMapping("/{proposal}")
    ProposalDetail detail(@PathVariable ProposalId proposal) {
        return views.detail(proposal);
    }

    /** The body is what programs of this kind find. */
    @PostMapping("/{kind}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void propose(@PathVariable String kind, HttpServletRequest request) throws IOException {
        propose(kinds.get(kind), new ServletServerHttpRequest(request));
    }

    private <F> void propose(ProposalKind<F, ?> kind, HttpInputMessage body) throws IOException {
        Class<F> type = kind.facts().found();
        propose.propose(
                kind,
                Optional.ofNullable(type.cast(bodies.read(type, KeptBody.of(body, type))))
                        .orElseThrow(() -> new IllegalArgumentException("say what was found")));
    }

    @GetMapping("/{proposal}/approved")
    ApprovedProposal approved(@PathVariable ProposalId proposal) {
        return proposals.approved(proposal);
    }

    @PostMapping("/{proposal}/results")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void carriedOut(@PathVariable ProposalId proposal, @RequestBody List<LineResult> results) {
        if (results.size() > LineResult.MAX_IN_ONE_CALL) {
            throw new IllegalArgumentException("at most " + LineResult.MAX_IN_ONE_CALL + " results in one call");
        }
        proposals.carriedOut(proposal, results);
    }
}
