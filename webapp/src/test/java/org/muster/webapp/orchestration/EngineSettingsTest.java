package org.muster.webapp.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.muster.domain.identity.EngineName;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

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
    void namesAreThoseThatTheEngineTakes() {
        assertThat(engine.getUserResourceWhitelistPattern()).isEqualTo(EngineName.PATTERN);
    }
}
