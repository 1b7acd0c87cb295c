package org.muster.webapp.campaigns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.data.Did;
import org.muster.domain.failure.Problem;
import org.muster.domain.failure.Problems;
import org.muster.domain.input.InputSource;
import org.muster.webapp.http.RefusedRequest;
import org.muster.webapp.identity.Person;
import org.muster.webapp.inputs.InputDoor;
import org.muster.webapp.inputs.PlaceDoor;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.requests.ProductionRequest.Step;
import org.muster.webapp.requests.SampleSource;
import org.muster.webapp.workflows.CampaignRules;
import org.muster.webapp.workflows.ReservedDatasets;
import org.muster.webapp.workflows.SubmissionRules;
import org.springframework.stereotype.Component;

/** What a request that can be read has against it here and now: names that are taken, and groups that are not its requester's. */
@Component
class RequestDoor {
    private final Campaigns campaigns;
    private final ReservedDatasets datasets;
    private final CampaignRules rules;
    private final SubmissionRules limits;
    private final PlaceDoor places;
    private final InputDoor inputs;

    RequestDoor(
            Campaigns campaigns,
            ReservedDatasets datasets,
            CampaignRules rules,
            SubmissionRules limits,
            PlaceDoor places,
            InputDoor inputs) {
        this.inputs = inputs;
        this.campaigns = campaigns;
        this.datasets = datasets;
        this.rules = rules;
        this.limits = limits;
        this.places = places;
    }

    /** @throws org.muster.protocol.http.ApiRefused with every problem */
    void check(ProductionRequest request, Person requester) {
        List<Problem> problems = new ArrayList<>(places(request, requester));
        problems.addAll(taken(request));
        problems.addAll(inputs(request));
        if (!problems.isEmpty()) {
            throw RefusedRequest.invalid("The request cannot be carried out like this.", problems);
        }
    }

    /**
     * Whether names were taken since they were looked at.
     *
     * @throws org.muster.protocol.http.ApiRefused a conflict, with every such name
     */
    void checkNames(ProductionRequest request) {
        List<Problem> taken = taken(request);
        if (!taken.isEmpty()) {
            throw RefusedRequest.conflict("Names of the request are taken.", taken);
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
            if (step.group().isPresent() && !limits.lendsToCampaign(step.group().get(), requester.memberships())) {
                problems.add(
                        "workflow[" + i + "].group",
                        "is neither one of your groups nor one that campaigns may use",
                        "leave it out, or one of " + limits.groupsOfCampaign(requester.memberships()));
            }
        }
        return problems.list();
    }

    /** As the catalogues see the inputs now; one that is away refuses nobody, and is asked again when they are frozen. */
    private List<Problem> inputs(ProductionRequest request) {
        Problems problems = new Problems();
        for (int i = 0; i < request.samples().size(); i++) {
            if (request.samples().get(i).source() instanceof SampleSource.Catalogued source) {
                String field = "samples[" + i + "]."
                        + (source.inputs() instanceof InputSource.RucioDataset ? "dataset" : "query");
                inputs.objection(source.inputs().toString())
                        .ifPresent(objection -> problems.add(field, objection.message(), objection.remedy()));
            }
        }
        return problems.list();
    }

    /** Whoever took the name has its datasets too, which goes without saying. */
    private List<Problem> taken(ProductionRequest request) {
        Problems problems = new Problems();
        Optional<CampaignId> namesake = campaigns.named(request.name()).map(Campaign::id);
        namesake.ifPresent(
                other -> problems.add("name", "is the name of another campaign, " + other, "choose a new name"));
        for (Did dataset : DatasetsOfRequest.of(request, rules)) {
            datasets.owner(dataset)
                    .filter(owner -> namesake.filter(owner.id()::equals).isEmpty())
                    .ifPresent(owner -> problems.add(
                            "workflow", "would write to " + dataset + ", a dataset of " + owner, "choose other names"));
        }
        return problems.list();
    }
}
