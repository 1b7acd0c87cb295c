package org.muster.workers.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.connectors.git.ProductionRepository;
import org.muster.processes.Topic;
import org.muster.processes.Variable;
import org.muster.protocol.control.WorkflowOrder;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.PlatformClient;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.workers.numbers.NumbersText;
import org.muster.workers.runtime.Outcome;
import org.muster.workers.runtime.Task;
import org.muster.workers.runtime.TaskHandler;
import org.springframework.stereotype.Component;

/** Records a campaign in the production git, so that it can be repeated from one commit. */
@Component
final class CommitToGit implements TaskHandler {
    private static final String AUTHOR = "muster";

    private final PlatformClient platform;
    private final ProductionRepository repository;

    CommitToGit(PlatformClient platform, ProductionRepository repository) {
        this.platform = platform;
        this.repository = repository;
    }

    @Override
    public Topic topic() {
        return Topic.COMMIT_TO_GIT;
    }

    @Override
    public Set<Variable> reads() {
        return Set.of(Variable.CAMPAIGN_ID, Variable.DATASETS_REPORT);
    }

    @Override
    public Outcome handle(Task task) {
        CampaignDetail campaign = platform.campaign(task.campaign());
        List<WorkflowOrder> orders = new ArrayList<>();
        for (WorkflowRow workflow : campaign.workflows()) {
            orders.add(platform.order(workflow.workflow()));
        }
        Map<String, String> files = new CampaignRecord(
                        campaign,
                        orders,
                        NumbersText.table(platform.numbers(task.campaign())),
                        task.text(Variable.DATASETS_REPORT))
                .files();
        String name = campaign.campaign().name();
        String commit = repository.commit(
                "campaigns/" + name,
                files,
                "Record campaign " + name + "\n\nCampaign "
                        + campaign.campaign().campaign() + " of "
                        + campaign.campaign().requester() + ", carried out by "
                        + campaign.campaign().shifter().orElse("nobody") + ".\n",
                AUTHOR);
        return new Outcome.Done(Map.of(Variable.COMMIT, commit));
    }
}
