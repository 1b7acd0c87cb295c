package org.muster.webapp.running;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.muster.webapp.WebappApplication;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.orchestration.GateTasks;
import org.muster.webapp.proposals.TuningKind;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;

/** All tests with this annotation share one application: starting it costs many seconds of CPU. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = WebappApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestSurroundings.class)
@ExtendWith(EndsBeforeItsDatabase.class)
@TestExecutionListeners(
        listeners = FreshAllowance.class,
        mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
@Import({Door.class, EngineHand.class, GateTasks.class, TuningKind.class})
public @interface RunningWebapp {}
