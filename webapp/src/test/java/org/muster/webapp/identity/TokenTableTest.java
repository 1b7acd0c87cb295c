package org.muster.webapp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.muster.domain.campaign.CampaignId;
import org.muster.domain.identity.Role;
import org.muster.testkit.tokens.TokenMint;
import org.muster.testkit.tokens.TokenTable;
import org.muster.webapp.orchestration.EngineHand;
import org.muster.webapp.orchestration.GateTasks;
import org.muster.webapp.requests.Examples;
import org.muster.webapp.running.Door;
import org.muster.webapp.running.RunningWebapp;
import org.springframework.beans.factory.annotation.Autowired;

/** What each token gets at the webapp is what docs/operating/tokens.md says. */
@RunningWebapp
class TokenTableTest {
    private final Door door;
    private final TaskService tasks;
    private final GateTasks gates;
    private final EngineHand engine;
    private final TokenMint mint;

    @Autowired
    TokenTableTest(
            Door door,
            EngineHand engine,
            TaskService tasks,
            GateTasks gates,
            JWKSource<SecurityContext> keys,
            IdentitySettings settings)
            throws JOSEException {
        this.door = door;
        this.tasks = tasks;
        this.gates = gates;
        this.engine = engine;
        RSAKey key = keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                .get(0)
                .toRSAKey();
        this.mint = new TokenMint(key, settings.issuer(), Instant.now());
    }

    private int get(String path, String token) {
        return door.ask("GET", path, token, "").status();
    }

    private int post(String path, String token, Object body) {
        return door.ask("POST", path, token, body).status();
    }

    /** A task of production's that cannot be completed without saying something. */
    private Task approval(CampaignId campaign) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(campaign.toString())
                .taskDefinitionKey("appoint-shifter")
                .singleResult();
    }

    /** Something that is no process: only whoever may deploy is told so. */
    private int deploy(String token) {
        String body = """
                --b\r
                Content-Disposition: form-data; name="deployment-name"\r
                \r
                token-table\r
                --b\r
                Content-Disposition: form-data; name="data"; filename="no.bpmn"\r
                \r
                <no/>\r
                --b--\r
                """;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(door.address() + "/engine-rest/deployment/create"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return door.send(request.build()).status();
    }

    /** With an answer that no gate takes, so that whoever may answer is told so and the task stays. */
    private int complete(GateTasks.Waiting waiting, String token) {
        return post("/api/tasks/" + waiting.task() + "/complete", token, Map.of("fields", Map.of("nothing", "1")));
    }

    /** All gates of a role let the same tokens by. */
    private ToIntFunction<String> completing(List<GateTasks.Waiting> waiting) {
        return token -> {
            Map<Integer, Set<String>> answers = waiting.stream()
                    .collect(Collectors.groupingBy(
                            each -> complete(each, token),
                            Collectors.mapping(each -> each.gate().key(), Collectors.toSet())));
            assertThat(answers).as("gates of one kind").hasSize(1);
            return answers.keySet().iterator().next();
        };
    }

    @Test
    void everyTokenCompletesTheTasksThatThePageSays() {
        StringBuilder gatesOfEach = new StringBuilder();
        TokenTable table = new TokenTable(mint);
        List<GateTasks.Waiting> opened = new java.util.ArrayList<>();
        for (Role role : List.of(Role.REQUESTER, Role.SHIFTER, Role.PRODUCTION, Role.DATA_MANAGEMENT, Role.ADMIN)) {
            List<GateTasks.Waiting> waiting = gates.of(role);
            opened.addAll(waiting);
            gatesOfEach
                    .append("* for `")
                    .append(role.group())
                    .append("`: ")
                    .append(waiting.stream().map(each -> each.gate().key()).collect(Collectors.joining(", ")))
                    .append('\n');
            table.door("for `" + role.group() + "`", completing(waiting));
        }
        String text = gatesOfEach + "\n" + table.text();
        assertThat(opened)
                .allSatisfy(each -> assertThat(
                                tasks.createTaskQuery().taskId(each.task()).count())
                        .isEqualTo(1));
        gates.end(opened);
        assertThat(TokenTable.onThePage("tasks", text)).isEqualTo(text);
    }

    @Test
    void everyTokenGetsWhatThePageSays() {
        CampaignId campaign =
                door.as("rita").file(Examples.campaign("token-table")).campaign();
        engine.work();
        Task task = approval(campaign);
        Map<String, Object> change =
                Map.of("instructions", List.of(Map.of("type", "startBeforeActivity", "activityId", "nowhere")));
        String table = new TokenTable(mint)
                .door("API: read", token -> get("/api/workflows", token))
                .door("API: write", token -> post("/api/requests", token, Map.of()))
                .door("API: task list", token -> get("/api/tasks", token))
                .door("API: one task", token -> get("/api/tasks/" + task.getId(), token))
                .door("API: serve", token -> post("/api/workflows/drained", token, List.of()))
                .door(
                        "engine: fetch work",
                        token -> post(
                                "/engine-rest/external-task/fetchAndLock",
                                token,
                                Map.of("workerId", "token-table", "maxTasks", 1, "topics", List.of())))
                .door("engine: read", token -> get("/engine-rest/task", token))
                .door(
                        "engine: change",
                        token -> post(
                                "/engine-rest/process-instance/" + task.getProcessInstanceId() + "/modification",
                                token,
                                change))
                .door("engine: deploy", this::deploy)
                .text();
        assertThat(approval(campaign).getId()).as("nobody could complete it").isEqualTo(task.getId());
        assertThat(TokenTable.onThePage("webapp", table)).isEqualTo(table);
    }
}
