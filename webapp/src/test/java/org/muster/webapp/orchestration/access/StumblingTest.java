package org.muster.webapp.orchestration.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.camunda.bpm.engine.exception.NullValueException;
import org.junit.jupiter.api.Test;

class StumblingTest {
    private static <E extends Exception> E thrown(E stumble, String... classes) {
        stumble.setStackTrace(Stream.of(classes)
                .map(name -> new StackTraceElement(name, "work", "Source.java", 1))
                .toArray(StackTraceElement[]::new));
        return stumble;
    }

    @Test
    void whatTheEngineStumblesOverIsTheAskersMistake() {
        String[] asked = {
            "org.camunda.bpm.engine.rest.dto.task.TaskQueryDto",
            "org.glassfish.jersey.server.ServerRuntime",
            "org.muster.webapp.orchestration.access.EngineDoor"
        };
        assertThat(new Stumbling.OverNothing()
                        .toResponse(thrown(new NullPointerException(), asked))
                        .getStatus())
                .isEqualTo(400);
        assertThat(new Stumbling.OverSomethingMissing()
                        .toResponse(thrown(new NullValueException("task is null"), asked))
                        .getStatus())
                .isEqualTo(400);
    }

    @Test
    void whatOurOwnCodeStumblesOverIsOurFault() {
        String[] decided = {
            "org.muster.webapp.orchestration.GateEffects",
            "org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd",
            "org.glassfish.jersey.server.ServerRuntime",
            "org.muster.webapp.orchestration.access.EngineDoor"
        };
        assertThat(new Stumbling.OverNothing()
                        .toResponse(thrown(new NullPointerException(), decided))
                        .getStatus())
                .isEqualTo(500);
        assertThat(new Stumbling.OverSomethingMissing()
                        .toResponse(thrown(new NullValueException("task is null"), decided))
                        .getStatus())
                .isEqualTo(500);
    }
}
