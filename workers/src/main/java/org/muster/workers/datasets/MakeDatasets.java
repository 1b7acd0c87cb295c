package org.muster.workers.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.catalogue.registration.Installation;
import org.muster.catalogue.registration.MetadataKeys;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.metacat.NewDataset;
import org.muster.connectors.rucio.Attachment;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.control.AllocatorClient;
import org.muster.protocol.platform.PlatformClient;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/**
 * Makes the datasets that the request foresees and the campaign's container in both catalogues, puts in what is missing, takes
 * out what was rejected, and reports ledger against catalogues. They stay open, for a campaign may be kept open.
 */
@Component
final class MakeDatasets implements TaskHandler {
    private final PlatformClient platform;
    private final RucioClient rucio;
    private final MetaCatClient metacat;
    private final DatasetsSettings settings;
    private final ConfirmedOutputs confirmed;
    private final MetadataKeys keys;

    MakeDatasets(
            PlatformClient platform,
            AllocatorClient allocator,
            RucioClient rucio,
            MetaCatClient metacat,
            Installation installation,
            DatasetsSettings settings) {
        this.platform = platform;
        this.rucio = rucio;
        this.metacat = metacat;
        this.settings = settings;
        this.keys = installation.keys();
        this.confirmed = new ConfirmedOutputs(platform, allocator);
    }

    @Override
    public Topic topic() {
        return Topic.MAKE_DATASETS;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.CAMPAIGN_ID);
    }

    @Override
    public Outcome handle(Task task) {
        CampaignDatasets campaign = CampaignDatasets.of(platform.campaign(task.campaign()), settings.productionScope());
        List<Reconciliation> reconciled = new ArrayList<>();
        for (Did dataset : campaign.finals()) {
            ConfirmedOutputs.Found expected = confirmed.of(campaign.workflows(), campaign.rejected(), dataset.name());
            make(campaign, dataset, expected);
            reconciled.add(Reconciliation.of(dataset, expected, campaign.rejected(), rucio, metacat, keys));
        }
        rucio.inScope(campaign.container().scope(), () -> rucio.createContainer(campaign.container()));
        rucio.attach(List.of(new Attachment(campaign.container(), campaign.finals())));
        return new Outcome.Done(
                Map.of(Variable.DATASETS_REPORT, Reconciliation.report(campaign.container(), reconciled)));
    }

    private void make(CampaignDatasets campaign, Did dataset, ConfirmedOutputs.Found expected) {
        Map<String, Object> metadata = Map.of(
                keys.campaign(),
                campaign.name(),
                "muster.campaign_id",
                campaign.campaign().number(),
                "muster.requester",
                campaign.requester(),
                keys.workflow(),
                expected.origin());
        rucio.inScope(dataset.scope(), () -> rucio.createDataset(dataset));
        metacat.createNamespace(dataset.scope(), "Datasets of campaigns");
        metacat.createDataset(new NewDataset(dataset, "Campaign " + campaign.name(), metadata));
        // The registrar may have made it before, with what it knew of its first file.
        metacat.updateDataset(dataset, metadata);
    }
}
