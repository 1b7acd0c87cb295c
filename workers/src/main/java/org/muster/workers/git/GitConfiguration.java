package org.muster.workers.git;

import org.muster.connectors.git.OfficialRepositories;
import org.muster.connectors.git.ProductionRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class GitConfiguration {
    @Bean
    OfficialRepositories officialRepositories(GitSettings settings) {
        return OfficialRepositories.parse(settings.officialRepositories());
    }

    @Bean
    ProductionRepository productionRepository(GitSettings settings) {
        return new ProductionRepository(settings.productionGit(), settings.workingCopy());
    }
}
