package org.muster.webapp.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.proposal.ProposalId;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.storage.RseName;
import org.muster.protocol.platform.LineOutcome;
import org.muster.protocol.platform.ProposalDetail;
import org.muster.protocol.platform.ProposalLine;
import org.muster.protocol.platform.ProposalRow;
import org.muster.protocol.platform.StorageUsage;

/** Proposals and storages as the sample experiment has them. */
final class SampleProposals {
    private static final Instant FOUND = Instant.parse("2026-11-22T09:00:00Z");

    static final List<ProposalRow> PROPOSALS = List.of(new ProposalRow(
            new ProposalId(3),
            "repairs",
            ProposalState.REFUSED,
            FOUND,
            1,
            0,
            0,
            "dan",
            Optional.of(FOUND.plusSeconds(60)),
            "not ready <b>yet</b>",
            Optional.empty()));

    static final ProposalDetail DETAIL = new ProposalDetail(
            PROPOSALS.get(0), "Repair the catalogues?", "data-management", "Nothing changes before.", "1 file in all");

    static final List<ProposalLine> LINES = List.of(new ProposalLine(
            17,
            new ProposalId(3),
            "repairs",
            ProposalState.REFUSED,
            "missing_in_rucio",
            List.of("usertests:reco_000001.root", "usertests:fnal-w2251s1p1", "w2251s1", "w2251"),
            "not in Rucio, or not in its dataset there: not registered",
            LineOutcome.WAITING,
            ""));

    static final List<StorageUsage> STORAGES = List.of(
            new StorageUsage(new RseName("UK_NORTH_DISK"), true, false, 3_000_000_000_000L, 4_000_000_000_000L, FOUND),
            new StorageUsage(new RseName("UK_SOUTH_DISK"), true, true, 1_000, 0, FOUND));

    private SampleProposals() {}
}
