package org.muster.workers.repairs;

import java.util.List;
import org.muster.catalogue.registration.DatasetNames;
import org.muster.catalogue.registration.Installation;
import org.muster.catalogue.registration.MetadataKeys;
import org.muster.catalogue.registration.Registration;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.platform.ApprovedProposal;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.ReconciliationReport;
import org.muster.workers.datasets.RejectedRounds;
import org.muster.workers.runtime.Outcome;
import org.springframework.stereotype.Component;

/**
 * Carries out an approved list of repairs, batch by batch. The results of a batch are kept by the webapp before the next one
 * begins, so that whoever goes on after a crash does at most one batch again, which changes nothing that is right already.
 */
@Component
final class CarryOutRepairs implements ProposalWork {
    private static final int MAX_BATCHES = ReconciliationReport.MAX_DISCREPANCIES / ApprovedProposal.MAX_LINES + 1;

    private final PlatformClient platform;
    private final AllocatorClient allocator;
    private final MetaCatClient metacat;
    private final RucioClient rucio;
    private final DatasetNames names;
    private final MetadataKeys keys;

    CarryOutRepairs(
            Installation installation,
            PlatformClient platform,
            AllocatorClient allocator,
            MetaCatClient metacat,
            RucioClient rucio) {
        this.names = installation.names();
        this.keys = installation.keys();
        this.platform = platform;
        this.allocator = allocator;
        this.metacat = metacat;
        this.rucio = rucio;
    }

    @Override
    public String kind() {
        return ReconciliationReport.KIND;
    }

    @Override
    public Outcome carryOut(ApprovedProposal approved) {
        // Rounds may have been rejected since the differences were found.
        DatasetNames wanted = names.withRejected(new RejectedRounds(platform));
        // A registration remembers the datasets it made; here they may have been removed since.
        Registration registration = new Registration(wanted, keys, platform, metacat, rucio);
        ApprovedProposal left = approved;
        for (int batch = 0; batch < MAX_BATCHES && !left.waiting().isEmpty(); batch++) {
            List<RepairRow> repairs = left.waiting().stream().map(RepairRow::of).toList();
            platform.carriedOut(
                    left.proposal(),
                    new RepairBatch(wanted, keys, allocator, metacat, rucio, registration).carryOut(repairs));
            left = platform.approved(left.proposal());
        }
        return left.waiting().isEmpty()
                ? Outcome.done()
                : new Outcome.Failed("proposal " + left.proposal() + " does not take results");
    }
}
