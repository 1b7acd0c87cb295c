package org.muster.webapp.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.muster.domain.data.Did;
import org.muster.domain.proposal.ProposalState;
import org.muster.domain.storage.RseName;
import org.muster.domain.workflow.StageRef;
import org.muster.protocol.platform.DiscrepancyKind;
import org.muster.protocol.platform.InventoryChangeRow;
import org.muster.protocol.platform.InventoryProposalRow;
import org.muster.protocol.platform.RepairListRow;
import org.muster.protocol.platform.RepairOutcome;
import org.muster.protocol.platform.RepairRow;
import org.muster.protocol.platform.StorageUsage;

/** One repair list and one change of the inventory, as the sample experiment has them. */
final class SampleProposals {
    private static final Instant FOUND = Instant.parse("2026-11-22T09:00:00Z");

    static final List<RepairListRow> LISTS = List.of(new RepairListRow(
            3, ProposalState.OPEN, FOUND, 1, 2_000_000, 0, 0, "", Optional.empty(), "", Optional.empty()));

    static final List<RepairRow> REPAIRS = List.of(new RepairRow(
            17,
            3,
            ProposalState.OPEN,
            DiscrepancyKind.MISSING_IN_RUCIO,
            Did.parse("usertests:reco_000001.root"),
            Did.parse("usertests:fnal-w2251s1p1"),
            StageRef.parse("w2251s1"),
            40,
            2_000_000,
            "not registered",
            DiscrepancyKind.MISSING_IN_RUCIO.repair(),
            FOUND,
            RepairOutcome.WAITING,
            ""));

    static final List<InventoryProposalRow> PROPOSALS = List.of(new InventoryProposalRow(
            2,
            ProposalState.REFUSED,
            FOUND,
            1,
            "dan",
            Optional.of(FOUND.plusSeconds(60)),
            "not ready <b>yet</b>",
            Optional.empty()));

    static final List<InventoryChangeRow> CHANGES = List.of(new InventoryChangeRow(
            5, 2, ProposalState.REFUSED, "site", "UK_North", "changed", "site UK_North: max cores 4 -> 8"));

    static final List<StorageUsage> STORAGES = List.of(
            new StorageUsage(new RseName("UK_NORTH_DISK"), true, false, 3_000_000_000_000L, 4_000_000_000_000L, FOUND),
            new StorageUsage(new RseName("UK_SOUTH_DISK"), true, true, 1_000, 0, FOUND));

    private SampleProposals() {}
}
