package org.muster.webapp.orchestration;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys all models in one deployment, because models refer to forms and decisions of their own deployment; and not through
 * the engine's own scanning, which leaves the forms out. Unchanged models make no new version.
 */
@Component
@Order(0)
class ModelDeployer implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ModelDeployer.class);
    private static final List<String> KINDS = List.of(".bpmn", ".dmn", ".form", ".html");

    private final RepositoryService repository;

    ModelDeployer(RepositoryService repository) {
        this.repository = repository;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        List<Resource> models = Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath*:models/*"))
                .filter(resource -> KINDS.stream().anyMatch(name(resource)::endsWith))
                .sorted(Comparator.comparing(ModelDeployer::name))
                .toList();
        if (models.isEmpty()) {
            LOG.warn("No process models on the class path: nothing can be started.");
            return;
        }
        DeploymentBuilder deployment =
                repository.createDeployment().name("muster").enableDuplicateFiltering(false);
        for (Resource model : models) {
            deployment.addInputStream(name(model), model.getInputStream());
        }
        deployment.deploy();
    }

    private static String name(Resource resource) {
        return Objects.requireNonNullElse(resource.getFilename(), "");
    }
}
