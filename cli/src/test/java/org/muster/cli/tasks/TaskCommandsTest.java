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
            {"task": "t1", "gate": "check-pilot", "name": "Check the pilot", "subject": "c1",
             "created_at": "2026-11-22T09:48:36Z", "due_at": null, "assignee": null, "groups": ["shifters"]}
            """;

    private final StandInPlatform platform;

    TaskCommandsTest(@TempDir Path home) throws Exception {
        this.platform = new StandInPlatform(home)
                .answer("GET /api/tasks", 200, "{\"rows\": [" + TASK + "], \"next\": \"5-t1\"}")
                .answer("GET /api/tasks/t1", 200, """
                        {"task": %s, "description": "", "evidence": {"pilotReport": "4 of 4 jobs with exit code 0"},
                         "fields": [
                         {"field": "decision", "label": "Decision", "need": "MANDATORY",
                          "takes": "one of continue, repeat", "choices": ["continue", "repeat"]},
                         {"field": "comment", "label": "Comment", "need": "OPTIONAL",
                          "takes": "a text of at most 4000 characters", "choices": []}]}
                        """.formatted(TASK))
                .answer("POST /api/tasks/t1/complete", 204, "")
                .signedIn();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void listsWhatWaitsAndHowToSeeMore() {
        Outcome outcome = platform.run("task", "list", "--of", "c1", "--kind", "check-pilot", "--limit", "1");
        assertThat(outcome.out().lines().filter(line -> line.contains("Check the pilot")))
                .singleElement()
                .asString()
                .contains("t1", "c1", "2026-11-22 09:48:36", "check-pilot");
        assertThat(outcome.out()).contains("More rows: --after 5-t1");
        assertThat(platform.asked()).singleElement().asString().contains("subject=c1", "gate=check-pilot", "limit=1");
    }

    @Test
    void showsTheEvidenceAndWhatTheTaskAsksFor() {
        assertThat(platform.run("task", "show", "t1").out())
                .contains(
                        "4 of 4 jobs with exit code 0",
                        "continue | repeat",
                        "a text of at most 4000 characters",
                        "/tasks/t1");
    }

    @Test
    void sendsTheDecisionInTheFieldOfTheGate() {
        Outcome outcome = platform.run("task", "complete", "t1", "--decision", "continue", "--comment", "fine");
        assertThat(outcome.code()).isEqualTo(ExitCode.OK);
        assertThat(platform.asked().get(platform.asked().size() - 1))
                .contains(
                        "/api/tasks/t1/complete", "{\"fields\":{", "\"decision\":\"continue\"", "\"comment\":\"fine\"");
    }

    @Test
    void passesOnWhatAGateSays() {
        platform.answer("POST /api/tasks/t1/complete", 422, """
                {"title": "The answer cannot be taken", "status": 422,
                 "problems": [{"field": "comment", "line": 0, "message": "is missing", "fix": "a refusal needs one"}]}
                """);
        Outcome outcome = platform.run("task", "complete", "t1", "--decision", "repeat");
        assertThat(outcome.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(outcome.err()).contains("The answer cannot be taken:", "comment: is missing (a refusal needs one)");
    }
}
