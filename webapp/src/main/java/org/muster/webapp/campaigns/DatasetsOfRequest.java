package org.muster.webapp.campaigns;

import java.util.LinkedHashSet;
import java.util.Set;
import org.muster.domain.data.Did;
import org.muster.webapp.requests.ProductionRequest;
import org.muster.webapp.workflows.CampaignRules;

/** The datasets that a campaign will write to: those of its outputs, its container, and those of its test. */
final class DatasetsOfRequest {
    private static final String TEST = "-test";
    private static final String CONTAINER = "-datasets";

    private DatasetsOfRequest() {}

    /** In the test scope, under another name: a test leaves nothing in what the campaign is for. */
    static String ofTest(String dataset) {
        return dataset + TEST;
    }

    static Set<Did> of(ProductionRequest request, CampaignRules rules) {
        Set<Did> datasets = new LinkedHashSet<>();
        request.workflow().stream()
                .flatMap(step -> step.outputs().stream())
                .flatMap(output -> output.dataset().stream())
                .forEach(name -> {
                    datasets.add(new Did(rules.productionScope(), name));
                    datasets.add(new Did(rules.testScope(), ofTest(name)));
                });
        datasets.add(new Did(rules.productionScope(), request.name()));
        datasets.add(new Did(rules.productionScope(), request.name() + CONTAINER));
        return datasets;
    }
}
