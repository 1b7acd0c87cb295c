package org.muster.webapp.orchestration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.muster.domain.campaign.CampaignId;
import org.muster.processes.ProcessKey;
import org.springframework.stereotype.Component;

/** Draws campaigns from the engine's history, which also knows those that have ended. */
@Component
class EnginePictures implements ProcessPictures {
    private static final int MAX_TOKENS = 1_000;

    /** Instances of one campaign looked at: its own, its step's, and its steps' that ended. */
    private static final int MAX_INSTANCES = 100;

    private final RepositoryService models;
    private final HistoryService history;

    EnginePictures(RepositoryService models, HistoryService history) {
        this.models = models;
        this.history = history;
    }

    @Override
    public Optional<ProcessPicture> of(CampaignId campaign) {
        List<HistoricProcessInstance> instances = history.createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(Keys.of(campaign))
                .orderByProcessInstanceStartTime()
                .desc()
                .listPage(0, MAX_INSTANCES);
        List<Diagram> diagrams = new ArrayList<>();
        instances.stream()
                .filter(instance -> isCampaign(instance))
                .findFirst()
                .ifPresent(instance -> diagrams.add(diagram(instance)));
        instances.stream()
                .filter(instance -> !isCampaign(instance) && instance.getEndTime() == null)
                .findFirst()
                .ifPresent(instance -> diagrams.add(diagram(instance)));
        return diagrams.isEmpty() ? Optional.empty() : Optional.of(new ProcessPicture(diagrams));
    }

    @Override
    public String modelVersion() {
        return Optional.ofNullable(models.createProcessDefinitionQuery()
                        .processDefinitionKey(ProcessKey.CAMPAIGN.key())
                        .latestVersion()
                        .singleResult())
                .map(ProcessDefinition::getVersion)
                .map(Object::toString)
                .orElse("none");
    }

    private static boolean isCampaign(HistoricProcessInstance instance) {
        return ProcessKey.CAMPAIGN.key().equals(instance.getProcessDefinitionKey());
    }

    private Diagram diagram(HistoricProcessInstance instance) {
        Map<String, Integer> tokens = new TreeMap<>();
        for (HistoricActivityInstance activity : history.createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .unfinished()
                .listPage(0, MAX_TOKENS)) {
            tokens.merge(activity.getActivityId(), 1, Integer::sum);
        }
        return new Diagram(
                Optional.ofNullable(instance.getProcessDefinitionName()).orElse(instance.getProcessDefinitionKey()),
                model(instance.getProcessDefinitionId()),
                tokens);
    }

    private String model(String definition) {
        try (InputStream model = models.getProcessModel(definition)) {
            return new String(model.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
