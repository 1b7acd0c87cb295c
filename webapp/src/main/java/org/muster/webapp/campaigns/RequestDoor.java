package org.muster.webapp.campaigns;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.muster.domain.data.Did;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.webapp.http.Refusal;
import org.muster.webapp.identity.Person;
import org.muster.webapp.inputs.PlaceDoor;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.ProductionRequest.Step;
import org.muster.webapp.workflows.CampaignDatasets;
import org.muster.webapp.workflows.CampaignRules;
import org.muster.webapp.workflows.SubmissionRules;
import org.springframework.stereotype.Component;

/** What a request that can be read has against it here and now: names that are taken, and groups that are not its requester's. */
@Component
class RequestDoor {
    private final Campaigns campaigns;
    private final CampaignDatasets datasets;
    private final CampaignRules rules;
    private final SubmissionRules limits;
    private final PlaceDoor places;

    RequestDoor(
            Campaigns campaigns,
            CampaignDatasets datasets,
            CampaignRules rules,
            SubmissionRules limits,
            PlaceDoor places) {
        this.campaigns = campaigns;
        this.datasets = datasets;
        this.rules = rules;
        this.limits = limits;
        this.places = places;
    }

    /** @throws org.muster.protocol.http.ApiRefused with every problem; a conflict if only names are taken */
    void check(ProductionRequest request, Person requester) {
        List<Problem> problems = new ArrayList<>(places(request, requester));
        if (problems.isEmpty()) {
            checkNames(request);
        } else {
            problems.addAll(taken(request));
            throw Refusal.invalid("The request cannot be carried out like this.", problems);
        }
    }

    /** @throws org.muster.protocol.http.ApiRefused a conflict, with every name that is taken */
    void checkNames(ProductionRequest request) {
        List<Problem> taken = taken(request);
        if (!taken.isEmpty()) {
            throw Refusal.conflict("Names of the request are taken.", taken);
        }
    }

    private List<Problem> places(ProductionRequest request, Person requester) {
        Problems problems = new Problems();
        for (int i = 0; i < request.workflow().size(); i++) {
            Step step = request.workflow().get(i);
            for (int j = 0; j < step.outputs().size(); j++) {
                places.expression(
                        step.outputs().get(j).rseExpression(),
                        "workflow[" + i + "].outputs[" + j + "].rse_expression",
                        problems);
            }
            if (!limits.lendsToCampaign(step.group(), requester.memberships())) {
                problems.add(
                        "workflow[" + i + "].group",
                        "is neither one of your groups nor one that campaigns may use",
                        "leave it out, or one of " + limits.groupsOfCampaign(requester.memberships()));
            }
        }
        return problems.list();
    }

    private List<Problem> taken(ProductionRequest request) {
        Problems problems = new Problems();
        campaigns
                .named(request.name())
                .ifPresent(other ->
                        problems.add("name", "is the name of another campaign, " + other.id(), "choose a new name"));
        Set<Did> wanted = DatasetsOfRequest.of(request, rules);
        wanted.forEach(dataset -> datasets.owner(dataset)
                .ifPresent(owner -> problems.add(
                        "workflow", "would write to " + dataset + ", a dataset of " + owner, "choose other names")));
        return problems.list();
    }
}
