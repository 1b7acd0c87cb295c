package org.muster.webapp.workflows;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What this installation lets workflows do.
 *
 * @param productionScope scope of the outputs of everything but tests
 * @param testScopes scopes whose outputs nobody relies on; the first is where campaigns test
 * @param scopes every scope that may be written to
 * @param quotaName account that pays for the outputs, and key of the limit of running jobs
 * @param maxCounters input files of one workflow at most
 */
@ConfigurationProperties("muster.campaigns")
public record CampaignRules(
        String productionScope, List<String> testScopes, List<String> scopes, String quotaName, int maxCounters) {
    public CampaignRules {
        testScopes = List.copyOf(testScopes);
        scopes = List.copyOf(scopes);
        if (testScopes.isEmpty() || !scopes.containsAll(testScopes) || !scopes.contains(productionScope)) {
            throw new IllegalArgumentException(
                    "muster.campaigns.scopes names every scope: at least one of test-scopes, and the production-scope");
        }
    }

    public String testScope() {
        return testScopes.get(0);
    }
}
