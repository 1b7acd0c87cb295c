package org.muster.agents;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import org.muster.agents.fake.Catalogues;
import org.muster.agents.fake.FakeBatch;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole process with fakes instead of the others, and nobody who steps the agents but a test. */
final class AgentsOfFakes {
    private AgentsOfFakes() {}

    static ConfigurableApplicationContext start(Catalogues world, FakeBatch batch, Path jobs) {
        return new SpringApplicationBuilder(AgentsApplication.class)
                .web(WebApplicationType.NONE)
                .initializers(context -> context.addBeanFactoryPostProcessor(beans -> replace(beans, world, batch)))
                .run(
                        "--muster.batch.jobs-dir=" + jobs,
                        "--muster.clearing.pause=0s",
                        "--muster.inventory.interval=0s",
                        "--muster.reconciler.interval=0s",
                        "--muster.reconciler.settle=0s",
                        "--muster.reconciler.replica-pause=0s");
    }

    private static void replace(ConfigurableListableBeanFactory beans, Catalogues world, FakeBatch batch) {
        BeanDefinitionRegistry definitions = (BeanDefinitionRegistry) beans;
        definitions.removeBeanDefinition("agentLoops");
        Map<String, Object> fakes = Map.of(
                "allocator", world.allocator.client(),
                "platform", world.platform.client(),
                "rucio", world.rucioClient(),
                "metacat", world.metacatClient(),
                "findings", (Executor) Runnable::run);
        fakes.forEach((name, fake) -> {
            definitions.removeBeanDefinition(name);
            beans.registerSingleton(name, fake);
        });
        beans.registerSingleton("fakeBatch", batch);
        beans.getBeanDefinition("batchSystem").setFallback(true);
    }
}
