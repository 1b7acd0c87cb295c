package org.muster.workers.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.muster.catalogue.registration.Installation;
import org.muster.connectors.metacat.CatalogueDataset;
import org.muster.connectors.metacat.MetaCatClient;
import org.muster.connectors.rucio.RucioClient;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.WorkflowId;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.platform.PlatformClient;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/**
 * Closes datasets in Rucio and freezes them in MetaCat. At the end of a workflow those that have its name; datasets that a
 * request names are shared by the campaign's workflows, and are closed at the end of the campaign, where no workflow is given.
 */
@Component
final class CloseDatasets implements TaskHandler {
    private final PlatformClient platform;
    private final RucioClient rucio;
    private final MetaCatClient metacat;
    private final DatasetsSettings settings;
    private final String instance;

    CloseDatasets(
            PlatformClient platform,
            RucioClient rucio,
            MetaCatClient metacat,
            Installation installation,
            DatasetsSettings settings) {
        this.instance = installation.instance();
        this.platform = platform;
        this.rucio = rucio;
        this.metacat = metacat;
        this.settings = settings;
    }

    @Override
    public Topic topic() {
        return Topic.CLOSE_DATASETS;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.WORKFLOW_ID, Variable.CAMPAIGN_ID);
    }

    @Override
    public Outcome handle(Task task) {
        for (Did dataset : task.has(Variable.WORKFLOW_ID) ? ofWorkflow(task.workflow()) : ofCampaign(task)) {
            if (rucio.find(dataset).isPresent()) {
                rucio.close(dataset);
            }
            if (metacat.dataset(dataset).filter(CatalogueDataset::frozen).isEmpty()
                    && metacat.dataset(dataset).isPresent()) {
                metacat.freeze(dataset);
            }
        }
        return Outcome.done();
    }

    private List<Did> ofWorkflow(WorkflowId workflow) {
        String scope = platform.workflow(workflow).workflow().scope();
        return rucio.datasets(scope, instance + "-" + workflow + "s*");
    }

    private List<Did> ofCampaign(Task task) {
        CampaignDatasets campaign = CampaignDatasets.of(platform.campaign(task.campaign()), settings.productionScope());
        List<Did> datasets = new ArrayList<>();
        for (Did dataset : campaign.finals()) {
            datasets.add(dataset);
            datasets.addAll(NumberedDatasets.of(rucio, dataset));
        }
        datasets.add(campaign.container());
        return datasets;
    }
}
