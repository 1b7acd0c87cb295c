package org.muster.webapp.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.muster.domain.identity.EngineName;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

/** Settings that are given to the engine as texts, where a slip of the pen would go unnoticed. */
@RunningWebapp
class EngineSettingsTest {
    private final ProcessEngineConfigurationImpl engine;

    @Autowired
    EngineSettingsTest(ProcessEngine engine) {
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    }

    @Test
    void variablesMakeNoObjectsOfTheClassPath() {
        assertThat(engine.isDeserializationTypeValidationEnabled()).isTrue();
        for (String harmful : List.of(
                "org.springframework.jdbc.datasource.DriverManagerDataSource",
                "java.net.URL",
                "java.util.logging.FileHandler",
                "org.springframework.core.io.UrlResource")) {
            assertThat(engine.getDeserializationTypeValidator().validate(harmful))
                    .as(harmful)
                    .isFalse();
        }
        assertThat(engine.getDeserializationTypeValidator().validate("java.util.ArrayList"))
                .isTrue();
    }

    @Test
    void errorsThatNobodyExpectsEndNoStep() {
        assertThat(engine.isEnableExceptionsAfterUnhandledBpmnError()).isTrue();
    }

    @Test
    void historyIsCleanedUpInItsHours() {
        assertThat(engine.getBatchWindowManager().isBatchWindowConfigured(engine))
                .isTrue();
    }

    @Test
    void historyIsKeptForAsLongAsIsConfigured() {
        RepositoryService repository = engine.getRepositoryService();
        assertThat(repository.createProcessDefinitionQuery().list())
                .isNotEmpty()
                .allMatch(model -> model.getHistoryTimeToLive() == 1825);
        try {
            new KeptHistory(repository, 400).run(new DefaultApplicationArguments());
            assertThat(repository.createProcessDefinitionQuery().list())
                    .allMatch(model -> model.getHistoryTimeToLive() == 400);
            assertThat(repository.createDecisionDefinitionQuery().list())
                    .isNotEmpty()
                    .allMatch(model -> model.getHistoryTimeToLive() == 400);
        } finally {
            new KeptHistory(repository, 1825).run(new DefaultApplicationArguments());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KeptHistory(repository, 7))
                .withMessageContaining("MUSTER_KEEP_HISTORY_DAYS");
    }

    @Test
    void namesAreThoseThatTheEngineTakes() {
        assertThat(engine.getUserResourceWhitelistPattern()).isEqualTo(EngineName.PATTERN);
    }
}
