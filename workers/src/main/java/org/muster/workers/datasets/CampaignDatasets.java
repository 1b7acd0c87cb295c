package org.muster.workers.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.campaign.WorkflowPurpose;
import org.muster.domain.data.Did;
import org.muster.domain.workflow.WorkflowId;
import org.muster.protocol.platform.CampaignDetail;
import org.muster.protocol.platform.WorkflowRow;
import org.muster.workers.requests.FiledRequest;

/**
 * The datasets that a campaign leaves behind.
 *
 * @param finals those the request foresees
 * @param container holds them all; has the campaign's name
 * @param workflows those that write to them: all but the tests
 * @param rejected of these, pilots that were repeated and rounds whose sample the requester rejected
 */
record CampaignDatasets(
        CampaignId campaign,
        String name,
        String requester,
        List<Did> finals,
        Did container,
        List<WorkflowRow> workflows,
        Set<WorkflowId> rejected) {
    CampaignDatasets {
        finals = List.copyOf(finals);
        workflows = List.copyOf(workflows);
        rejected = Set.copyOf(rejected);
    }

    static CampaignDatasets of(CampaignDetail detail, String productionScope) {
        Supplier<Stream<WorkflowRow>> productive =
                () -> detail.workflows().stream().filter(row -> row.purpose() != WorkflowPurpose.TEST);
        String scope = productive.get().map(WorkflowRow::scope).findFirst().orElse(productionScope);
        String name = detail.campaign().name();
        List<Did> finals = new ArrayList<>();
        for (String dataset : FiledRequest.read(detail.request()).finalDatasets()) {
            finals.add(new Did(scope, dataset));
        }
        Did container = new Did(scope, name);
        return new CampaignDatasets(
                detail.campaign().campaign(),
                name,
                detail.campaign().requester(),
                finals,
                finals.contains(container) ? new Did(scope, name + "-datasets") : container,
                productive.get().toList(),
                RejectedRounds.of(detail));
    }
}
