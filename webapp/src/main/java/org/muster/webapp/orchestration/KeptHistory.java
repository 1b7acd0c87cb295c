package org.muster.webapp.orchestration;

import org.camunda.bpm.engine.RepositoryService;
import org.muster.domain.retention.RetentionLimits;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells the engine how long it keeps the history of what has ended, of all versions of all models. It holds for what ends from then on. */
@Component
@Order(1)
class KeptHistory implements ApplicationRunner {
    private final RepositoryService repository;
    private final int days;

    KeptHistory(RepositoryService repository, @Value("${muster.keep-history-days}") int days) {
        if (!RetentionLimits.KEEP_DAYS.holds(days)) {
            throw new IllegalArgumentException(
                    "MUSTER_KEEP_HISTORY_DAYS is " + days + ": give it " + RetentionLimits.KEEP_DAYS);
        }
        this.repository = repository;
        this.days = days;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        repository
                .createProcessDefinitionQuery()
                .list()
                .forEach(model -> repository.updateProcessDefinitionHistoryTimeToLive(model.getId(), days));
        repository
                .createDecisionDefinitionQuery()
                .list()
                .forEach(model -> repository.updateDecisionDefinitionHistoryTimeToLive(model.getId(), days));
    }
}
