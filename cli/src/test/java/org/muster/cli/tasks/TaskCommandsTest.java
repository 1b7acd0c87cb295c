package org.muster.cli.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.muster.cli.ExitCode;
import org.muster.cli.StandInPlatform;
import org.muster.cli.StandInPlatform.Outcome;

class TaskCommandsTest {
    private static final String TASK = """
            {"id": "t1", "name": "Check the pilot", "assignee": null, "created": "2026-11-22T09:48:36.000+0000",
             "due": null, "taskDefinitionKey": "check-pilot", "processInstanceId": "p1", "description": null}
            """;

    private final StandInPlatform platform;

    TaskCommandsTest(@TempDir Path home) throws Exception {
        this.platform = new StandInPlatform(home)
                .answer("POST /engine-rest/task", 200, "[" + TASK + "]")
                .answer("GET /engine-rest/task/t1", 200, TASK)
                .answer("GET /engine-rest/process-instance/p1", 200, "{\"businessKey\": \"c1\"}")
                .answer("GET /engine-rest/task/t1/variables", 200, """
                        {"pilotReport": {"type": "String", "value": "4 of 4 jobs with exit code 0"}}
                        """)
                .answer("GET /engine-rest/task/t1/deployed-form", 200, """
                        {"components": [
                         {"type": "textarea", "key": "pilotReport", "label": "Report", "readonly": true},
                         {"type": "radio", "key": "decision", "label": "Decision",
                          "values": [{"value": "continue"}, {"value": "repeat"}], "validate": {"required": true}},
                         {"type": "textarea", "key": "comment", "label": "Comment"}]}
                        """)
                .answer("POST /engine-rest/task/t1/claim", 204, "")
                .answer("POST /engine-rest/task/t1/submit-form", 204, "")
                .signedIn();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void listsATaskOnceThoughSeveralQueriesFindIt() {
        Outcome outcome = platform.run("task", "list");
        assertThat(outcome.out().lines().filter(line -> line.contains("Check the pilot")))
                .singleElement()
                .asString()
                .contains("t1", "c1", "2026-11-22 09:48:36", "check-pilot");
        assertThat(platform.asked().toString())
                .contains("{\"assignee\":\"sam\"}", "{\"candidateGroups\":[\"shifters\"]}");
    }

    @Test
    void showsTheEvidenceAndWhatTheFormAsksFor() {
        String sheet = platform.run("task", "show", "t1").out();
        assertThat(sheet).contains("4 of 4 jobs with exit code 0", "continue | repeat", "/tasks/t1");
        assertThat(sheet.substring(sheet.indexOf("Asks for"))).doesNotContain("pilotReport");
    }

    @Test
    void takesTheTaskBeforeItSendsTheDecision() {
        Outcome outcome = platform.run("task", "complete", "t1", "--decision", "continue", "--comment", "fine");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(platform.asked().stream().filter(request -> request.startsWith("POST /engine-rest/task/t1/")))
                .hasSize(2)
                .first()
                .asString()
                .contains("/claim", "\"userId\":\"sam\"");
        assertThat(platform.asked().get(platform.asked().size() - 1))
                .contains(
                        "/submit-form",
                        "\"decision\":{",
                        "\"value\":\"continue\"",
                        "\"comment\":{",
                        "\"value\":\"fine\"");
    }

    @Test
    void passesOnWhatAGateSays() {
        platform.answer("POST /engine-rest/task/t1/submit-form", 422, """
                {"title": "The answer cannot be taken", "status": 422, "message": "comment: is missing",
                 "problems": [{"field": "comment", "line": 0, "message": "is missing", "fix": "a refusal needs one"}]}
                """);
        Outcome outcome = platform.run("task", "complete", "t1", "--decision", "repeat");
        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).contains("The answer cannot be taken:", "comment: is missing (a refusal needs one)");
    }
}
